using System.Globalization;
using PodioOAuth.Functional;
using PodioOAuth.Functional.RenewalProcess;

// FOLDER ADDRESS LOGIN KILL-AT: one token over a file store. At step KILL-AT of its journal the process kills itself; 0 is never.
// FOLDER count ROUNDS: raises a number in a file under a lock of the file store.
if (args is [var counted, "count", var rounds])
{
    SpokenJournal.Say("ready");
    Console.ReadLine();
    await new LockedCounter(counted).RaiseAsync(int.Parse(rounds, CultureInfo.InvariantCulture));
    return;
}

await JournalSource.RunAsync(
    new SpokenJournal(killAt: int.Parse(args[3], CultureInfo.InvariantCulture)),
    new FileTokenStore(args[0]), address: args[1], login: args[2]);

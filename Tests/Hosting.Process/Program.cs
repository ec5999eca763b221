using System.Globalization;
using PodioOAuth.Functional.HostingProcess;
using PodioOAuth.Functional.RenewalProcess;

// REDIS PREFIX ADDRESS LOGIN KILL-AT WAIT-AT: one token over a store in a Redis. At step KILL-AT of its journal the process kills itself,
// at step WAIT-AT it waits for another line; 0 is never.
var journal = new SpokenJournal(Number(args[4]), Number(args[5]));
await using var shared = await SharedRedis.ConnectAsync(address: args[0], prefix: args[1]);
await JournalSource.RunAsync(journal, shared.Store, address: args[2], login: args[3]);

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

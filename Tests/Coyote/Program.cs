using System.Globalization;
using Microsoft.Coyote;
using Microsoft.Coyote.Logging;
using Microsoft.Coyote.SystematicTesting;
using PodioOAuth.Functional.Coyote;

// dotnet run --project Tests/Coyote [-- ORDERS [SEED [SCENARIO]]]
// Explores each scenario, or those whose name begins with SCENARIO, in ORDERS orders. Then tries each with the bugs that it must find, with
// three seeds each. Prints a table, and exits with 1 if a rule was broken or a bug wasn't found.

const int patience = 500; // The number of orders in which a seeded bug must be found.
var orders = args.Length > 0 ? uint.Parse(args[0], CultureInfo.InvariantCulture) : 300;
var seed = args.Length > 1 ? uint.Parse(args[1], CultureInfo.InvariantCulture) : 1;
(string Name, Func<Task> Run, Bug[] Finds)[] scenarios =
[
    ("callers at expiry", Scenarios.CallersAtExpiryAsync, [Bug.SourceForEachCaller, Bug.SourceWithoutItsLock]),
    ("refused by all", Scenarios.RefusedByAllAsync, [Bug.SourceWithoutItsLock]),
    ("sign-in during a renewal", Scenarios.SignInDuringRenewalAsync, [Bug.SourceForEachCaller]),
    ("two sources on one store", Scenarios.TwoSourcesAsync, [Bug.StoreWithoutItsLock]),
    ("a store that fails", Scenarios.StoreThatFailsAsync, [Bug.TokenHandedOutBeforeItsSave]),
    ("disposed while renewing", Scenarios.DisposedWhileRenewingAsync, [Bug.DisposalThatDoesNotWait]),
    ("evicted while callers come", Scenarios.EvictedWhileCallersComeAsync, [Bug.SourceEvictedInUse]),
    ("forgotten while callers come", Scenarios.ForgottenWhileCallersComeAsync, [Bug.StoreWithoutItsLock]),
    ("registry disposed while callers come", Scenarios.RegistryDisposedWhileCallersComeAsync, [Bug.RegistryWithoutItsLock]),
    ("two stores on one folder", Scenarios.TwoStoresOnOneFolderAsync, [Bug.StoreWithoutItsLock]),
];
scenarios = [.. scenarios.Where(scenario => args.Length < 3 || scenario.Name.StartsWith(args[2], StringComparison.Ordinal))];

var isGood = true;
Console.WriteLine($"{"scenario",-38}{"orders",8}{"paths",8}{"CPU s",9}");
foreach (var (name, run, _) in scenarios)
{
    var begun = Environment.CpuUsage.TotalTime;
    var (report, trace) = Explore(run, Bug.None, orders, seed);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-38}{orders,8}{report.NumOfExploredFairPaths,8}{(Environment.CpuUsage.TotalTime - begun).TotalSeconds,9:0.0}"));
    foreach (var what in report.BugReports.Concat(report.InternalErrors))
    {
        isGood = false;
        Console.WriteLine($"BROKEN: {what}\n{trace}");
    }

    foreach (var invocation in report.UncontrolledInvocations)
    {
        Console.WriteLine($"  not controlled: {invocation}");
    }
}

Console.WriteLine();
foreach (var (name, run, finds) in scenarios)
{
    foreach (var bug in finds)
    {
        for (uint one = 1; one <= 3; one++)
        {
            var (report, _) = Explore(run, bug, patience, one);
            isGood &= report.NumOfFoundBugs > 0;
            var found = report.NumOfFoundBugs > 0 ? $"found: {report.BugReports.First().Split('\n')[0]}" : "NOT FOUND";
            Console.WriteLine($"{name,-38}{bug,-30} seed {one}: {found}");
        }
    }
}

return isGood ? 0 : 1;

static (TestReport Report, string Trace) Explore(Func<Task> run, Bug bug, uint orders, uint seed)
{
    Seed.Bug = bug;
    var configuration = Configuration.Create()
        .WithTestingIterations(orders)
        .WithRandomGeneratorSeed(seed)
        .WithMaxSchedulingSteps(20_000)
        .WithDeadlockTimeout(60_000)
        .WithMemoryAccessRaceCheckingEnabled(bug == Bug.SourceWithoutItsLock) // A source looks and changes within one step otherwise.
        .WithVerbosityEnabled(VerbosityLevel.None)
        .WithTelemetryEnabled(false);
    using var engine = TestingEngine.Create(configuration, run);
    if (!engine.IsTestRewritten())
    {
        throw new InvalidOperationException("The assembly isn't rewritten. Start this program with dotnet run.");
    }

    engine.SetLogger(new MemoryLogger(VerbosityLevel.None));
    engine.Run();
    return (engine.TestReport, engine.ReadableTrace);
}

using BenchmarkDotNet.Running;
using PodioOAuth.Functional.Benchmarks;

// ratios           our figures against their peers, alternating, with goals and verdicts
//   --quick        in a short form
//   --only TEXT    the tables with this in their titles
//   --native       with native programs, which are published first: needs clang or gcc, takes two minutes
//   --write        into RESULTS.md and its curves as well; with --only, in place of the same tables there
// anything else    BenchmarkDotNet, for example --filter '*'
//
// The other two arguments are for this program itself, which starts them as processes of their own.
switch (args)
{
    case ["ratios", ..] when RatiosOptions.Parse(args.AsSpan(1)) is { } options:
        _ = options.IsWritten ? ResultsFile.Run(options, Console.Out) : RatiosRun.Run(options, Console.Out);
        return 0;
    case ["ratios", ..]:
        Console.Error.WriteLine(RatiosOptions.Usage);
        return 2;
    case [ServerProcess.Argument]:
        ReplyServer.Run();
        return 0;
    case [FirstTokenProgram.Argument, var way, var podio]:
        await FirstTokenProgram.RunAsync(way, podio);
        return 0;
    default:
        RunBenchmarks(args);
        return 0;
}

// A method of its own: a process that starts for something else does not load BenchmarkDotNet.
static void RunBenchmarks(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(Figure).Assembly).Run(args);

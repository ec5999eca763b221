using System.Runtime.InteropServices;
using BenchmarkDotNet.Running;
using PodioOAuth.Functional.Benchmarks;

// ratios [--quick]   our figures against their peers, alternating, with goals and verdicts
// anything else      BenchmarkDotNet, for example --filter '*'
if (args is not ["ratios", .. var options])
{
    BenchmarkSwitcher.FromAssembly(typeof(Figure).Assembly).Run(args);
    return 0;
}

if (options is not ([] or ["--quick"]))
{
    Console.Error.WriteLine("usage: ratios [--quick]");
    return 2;
}

var pace = options is [] ? Pace.Full : Pace.Quick;
Console.WriteLine(
    $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} cores; "
    + $"{pace.Rounds} rounds of {pace.Turns} turns of {pace.Slice.TotalMicroseconds} µs each");
Console.WriteLine();
foreach (var line in RatioTable.Head)
{
    Console.WriteLine(line);
}

foreach (var row in AllFigures.List.SelectMany(figure => RatioTable.Rows(Race.Run(figure, pace))))
{
    Console.WriteLine(row);
}

return 0;

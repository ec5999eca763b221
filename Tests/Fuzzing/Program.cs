using System.Globalization;
using PodioOAuth.Functional.Fuzzing;

const string Usage = """
    usage: run [--executions N] [--target T] [--cores N]
           replay FILE --target T
           afl T
           differences
    """;

switch (args)
{
    case ["run", .. var rest] when FuzzOptions.Read(rest, FuzzOptions.Default) is { } options:
        return await FuzzRun.RunAsync(options, Console.Out);
    case ["replay", var file, "--target", var name] when FuzzTarget.Find(name) is { } target:
        var trial = Judge.Run(target, File.ReadAllBytes(file), Limits.Default, suspicious: Limits.Default.Time);
        Console.WriteLine($"{trial.Wrong ?? "no problem found"}: {trial.Time.TotalMilliseconds:0.0} ms, {trial.Bytes:N0} bytes allocated");
        return trial.Wrong is null ? 0 : 1;
    case ["afl", var name] when FuzzTarget.Find(name) is { } target:
        Afl.Run(target);
        return 0;
    case ["differences"]:
        return DifferenceRun.Run(Console.Out);

    // Started by `run`, with instrumented assemblies.
    case [Worker.Argument, var name, var executions, var seed, var folder] when FuzzTarget.Find(name) is { } target:
        return Worker.Run(
            target, long.Parse(executions, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture), folder);
    default:
        Console.Error.WriteLine($"{Usage}\ntargets: {string.Join(", ", FuzzTarget.All.Select(target => target.Name))}");
        return 2;
}

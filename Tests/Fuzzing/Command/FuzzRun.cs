using System.Diagnostics;
using System.Globalization;
using PodioOAuth.Functional.Support;

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>The whole run: publishes this program, instruments the product's assemblies beside it, and fuzzes every target.</summary>
internal static class FuzzRun
{
    private const string Name = "PodioOAuth.Functional.Fuzzing";
    private const int MostStarts = 10;

    private static readonly string Folder = Path.Combine(Checkout.Root, "artifacts", "fuzzing");
    private static readonly string Program = Path.Combine(Folder, "bin", $"{Name}.dll");

    internal static async Task<int> RunAsync(FuzzOptions options, TextWriter output)
    {
        await SetUpAsync(output);
        var results = new FuzzResult[options.Targets.Count];
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            options.Targets.Index(), new ParallelOptions { MaxDegreeOfParallelism = options.Cores }, async (it, _) =>
            {
                results[it.Index] = await FuzzAsync(it.Item, options.ExecutionsOf(it.Item));
                await output.WriteLineAsync($"{clock.Elapsed:hh\\:mm\\:ss} {Row(it.Item.Name, results[it.Index])}");
            });
        var table = TableOf(options.Targets, results);
        await File.WriteAllTextAsync(Path.Combine(Folder, "table.md"), table);
        await output.WriteLineAsync($"\n{table}\n{clock.Elapsed:hh\\:mm\\:ss} on {options.Cores} cores. Findings are below {Folder}.");
        return results.Any(result => result.Findings.Count > 0) ? 1 : 0;
    }

    private static async Task SetUpAsync(TextWriter output)
    {
        await output.WriteLineAsync("publishing and instrumenting …");
        var bin = Path.GetDirectoryName(Program)!;
        if (Directory.Exists(bin))
        {
            Directory.Delete(bin, recursive: true); // An instrumented assembly can't be instrumented again.
        }

        var project = Path.Combine(Checkout.Root, "Tests", "Fuzzing", $"{Name}.csproj");
        await SucceedAsync("publish", project, "-c", "Release", "-o", bin, "--nologo", "-v", "q");
        await SucceedAsync("tool", "restore");
        foreach (var assembly in Directory.EnumerateFiles(bin, "PodioOAuth.Functional*.dll").Where(file => file != Program))
        {
            await SucceedAsync("tool", "run", "sharpfuzz", assembly);
        }
    }

    /// <summary>Starts workers until the target has had its executions. A worker that crashes or hangs leaves its input, and another one
    /// continues.</summary>
    private static async Task<FuzzResult> FuzzAsync(FuzzTarget target, long executions)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, target.Name)).FullName;
        var total = FuzzResult.None;
        for (var start = 1; start <= MostStarts && total.Executions < executions; start++)
        {
            var left = executions - total.Executions;
            total += Worker.Read(folder, await DotnetAsync(Program, Worker.Argument, target.Name, $"{left}", $"{start}", folder));
        }

        return total;
    }

    private static string TableOf(IReadOnlyList<FuzzTarget> targets, FuzzResult[] results)
    {
        var all = results.Aggregate((one, other) => (one + other) with
        {
            Corpus = one.Corpus + other.Corpus,
            Edges = one.Edges + other.Edges,
        });
        return $"""
            | target | executions | corpus | edges | findings | slowest (ms) | most allocated (KiB) |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: |
            {string.Join('\n', targets.Zip(results, (target, result) => Row(target.Name, result)))}
            {Row("all", all)}
            """;
    }

    private static string Row(string name, FuzzResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {result.Executions:N0} | {result.Corpus:N0} | {result.Edges:N0} | {result.Findings.Count} "
            + $"| {result.Slowest.TotalMilliseconds:0.0} | {result.MostBytes / 1024:N0} |");

    private static async Task SucceedAsync(params string[] arguments)
    {
        if (await DotnetAsync(arguments) is not 0 and var code)
        {
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {code}.");
        }
    }

    private static async Task<int> DotnetAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Checkout.Root })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}

using System.Security.Cryptography;
using System.Text.Json;

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>Fuzzes one target in its own process, because a crash or a hang ends the process.</summary>
internal static class Worker
{
    internal const string Argument = "--worker";
    internal const int Hangs = 75;

    private const string ResultFile = "result.json";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    internal static int Run(FuzzTarget target, long executions, int seed, string folder)
    {
        using var edges = new EdgeMap();
        edges.Attach(); // First of all: until then, instrumented code has nowhere to count.
        using var journal = new Journal(folder);
        var corpus = Directory.CreateDirectory(Path.Combine(folder, "corpus")).FullName;
        var fuzzer = new Fuzzer(target, edges, seed)
        {
            Begins = journal.Write,
            Joined = input => Save(corpus, input),
            Found = finding => SaveFinding(folder, finding),
        };
        using var watchdog = new Watchdog(() => fuzzer.Executions, Longest, () => Environment.Exit(Hangs));
        var kept = Directory.EnumerateFiles(corpus).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);
        var result = fuzzer.Run([.. target.Seeds(), .. target.Cases(), .. kept], executions);
        File.WriteAllText(Path.Combine(folder, ResultFile), JsonSerializer.Serialize(result));
        return 0;
    }

    /// <summary>Reads what a worker that exited with <paramref name="code"/> left behind.</summary>
    internal static FuzzResult Read(string folder, int code)
    {
        if (code == 0)
        {
            return JsonSerializer.Deserialize<FuzzResult>(File.ReadAllText(Path.Combine(folder, ResultFile)))!;
        }

        using var journal = new Journal(folder);
        var (executions, input) = journal.Read();
        var finding = new Finding(code == Hangs ? Finding.Hangs : $"ends the process with {code}", input);
        SaveFinding(folder, finding);
        return FuzzResult.None with { Executions = executions, Findings = [finding] };
    }

    /// <summary>Saves an input that reveals a problem, with the problem beside it.</summary>
    private static void SaveFinding(string folder, Finding finding)
    {
        var file = Save(Directory.CreateDirectory(Path.Combine(folder, "findings")).FullName, finding.Input);
        File.WriteAllText(file + ".txt", finding.What + "\n");
    }

    private static string Save(string folder, byte[] input)
    {
        var file = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(input))[..16]);
        File.WriteAllBytes(file, input);
        return file;
    }
}

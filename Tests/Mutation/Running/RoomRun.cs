using System.Diagnostics;
using PodioOAuth.Functional.Support;

namespace PodioOAuth.Functional.Mutation;

/// <summary>Measures a room.</summary>
internal sealed class RoomRun(Room room, RunOptions options, TextWriter output)
{
    private readonly Folder _folder = new(room);
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    internal void Run()
    {
        using var alone = Folder.Lock();
        var export = Export.Refresh(Checkout.Root, Path.Combine(Folder.Root, "src"));
        var everything = export.Fingerprint("Core", "Transports", "Tests", "Examples");
        var parts = room.Products.Select(product => Mutate(export, product)).ToList();
        var results = Begin(everything, [.. parts.SelectMany(part => part.Mutants)]);
        var coverages = parts.Select(part => RunPart(export, part, everything, results)).ToList();
        var commit = Command.Run(Checkout.Root, "git", "describe", "--always", "--dirty", "--exclude", "*").Trim();
        _folder.Write(Folder.Facts, new RunFacts(
            DateTime.UtcNow, commit, coverages[0].Tests.Count, options.Budget, _watch.Elapsed.TotalMinutes,
            [.. coverages.SelectMany(coverage => coverage.LeftOut).Distinct()]));
    }

    private Part Mutate(Export export, string product)
    {
        var project = Path.GetRelativePath(export.Root, Directory.GetFiles(Path.Combine(export.Root, product), "*.csproj").Single());
        var assembly = Path.GetFileNameWithoutExtension(project);
        var madeOf = product.StartsWith("Core/", StringComparison.Ordinal)
            ? export.Fingerprint(product)
            : export.Fingerprint("Core/CSharp", "Transports");
        return new Part(product, assembly, madeOf, _folder.Keep($"{assembly}.mutants.json", madeOf, () =>
        {
            Say($"{assembly}: mutating");
            return StrykerReport.Read(Stryker.Mutate(export.Root, project, _folder[$"{assembly}.dll"]), export.Root);
        }));
    }

    // What is already known. A completed run starts over; an interrupted one continues.
    private Dictionary<string, Result> Begin(string everything, IReadOnlyCollection<Mutant> mutants)
    {
        var results = _folder.ReadResults(Folder.Results);
        var isUnfinished = _folder.Read<string>("state.json") == everything && mutants.Any(mutant => !results.ContainsKey(mutant.Key));
        _folder.Write("state.json", everything);
        if (options.IsPartial || isUnfinished)
        {
            return results;
        }

        var killed = results.Values.Where(result => result.IsKilled).ToList();
        _folder.WriteResults(Folder.Earlier, [.. _folder.ReadResults(Folder.Earlier).Values, .. killed]);
        _folder.WriteResults(Folder.Results, options.IsAgain ? killed : []);
        return _folder.ReadResults(Folder.Results);
    }

    private Coverage RunPart(Export export, Part part, string everything, Dictionary<string, Result> results)
    {
        Say($"{part.Assembly}: building {room.Tests}");
        var bench = Build(export, part);
        var coverage = Cover(export, part, everything, bench);
        Say($"{part.Assembly}: {part.Mutants.Count} mutants, {coverage.Once.Count} of them once per process; {coverage.Tests.Count} tests");
        var killers = _folder.ReadResults(Folder.Earlier).Values.Concat(results.Values).Where(result => result.Test is not null)
            .GroupBy(result => result.Key).ToDictionary(group => group.Key, group => group.Last().Test!);
        var waiting = part.Mutants.Where(mutant => options.IsPartial ? options.Takes(mutant) : !results.ContainsKey(mutant.Key)).ToList();
        var (done, alive) = (0, 0);
        new Campaign(bench, part.Mutants, coverage, killers, TimeSpan.FromSeconds(options.Budget * options.Patience)).Run(
            waiting, options.Workers, result =>
            {
                _folder.Add(result);
                alive += result.IsKilled ? 0 : 1;
                if (Interlocked.Increment(ref done) % 100 == 0 || done == waiting.Count)
                {
                    Say($"{part.Assembly}: {done} of {waiting.Count} mutants, {alive} alive");
                }
            });
        return coverage;
    }

    // A full run measures it again after any change. A partial run measures only tests that are new, or whose file has changed.
    private Coverage Cover(Export export, Part part, string everything, Bench bench)
    {
        var file = $"{part.Assembly}.coverage.json";
        var known = _folder.Read<KnownCoverage>(file);
        if (known?.Everything == everything)
        {
            return known.Coverage;
        }

        Say($"{part.Assembly}: running tests without a mutant");
        var files = export.Hashes(room.Tests);
        var isPart = (options.IsPartial || options.IsAgain) && known?.Product == part.MadeOf;
        var coverage = isPart
            ? CoverageRun.Run(bench, options.Workers, known!.Coverage, known.IsChanged(files, export.Root))
            : CoverageRun.Run(bench, options.Workers, Coverage.None, _ => false);
        _folder.Write(file, new KnownCoverage(isPart ? "" : everything, part.MadeOf, files, coverage));
        return coverage;
    }

    // Unmutated first, which restores what an earlier run left behind.
    private Bench Build(Export export, Part part)
    {
        Command.Run(export.Root, "dotnet", "build", room.Tests, "-c", "Debug", "-v", "q", "--nologo", "-p:RunAnalyzers=false");
        var (own, bin) = (Path.Combine(export.Root, part.Product), $"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}");
        foreach (var copy in Directory.GetFiles(export.Root, $"{part.Assembly}.dll", SearchOption.AllDirectories)
            .Where(file => file.Contains(bin, StringComparison.Ordinal) && !file.StartsWith(own, StringComparison.Ordinal)))
        {
            File.Delete(copy); // A leftover process may be running it.
            File.Copy(_folder[$"{part.Assembly}.dll"], copy);
        }

        const string Ending = ".runtimeconfig.json";
        var tests = Directory.GetFiles(
            Path.Combine(export.Root, room.Tests, "bin", "Debug"), "*.Tests" + Ending, SearchOption.AllDirectories).Single();
        var runner = Path.Combine(Path.GetDirectoryName(tests)!, Path.GetFileName(typeof(Worker).Assembly.Location));
        File.Copy(typeof(Worker).Assembly.Location, runner, overwrite: true);
        return new Bench(runner, part.Assembly, Path.GetFileName(tests)[..^Ending.Length], options.Patience);
    }

    private void Say(string text) => output.WriteLine($"{_watch.Elapsed:mm\\:ss} {text}");

    private sealed record Part(string Product, string Assembly, string MadeOf, IReadOnlyList<Mutant> Mutants);
}

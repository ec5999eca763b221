using System.Collections.Concurrent;
using System.Diagnostics;

namespace PodioOAuth.Functional.Mutation;

/// <summary>Runs mutants, each with the tests that cover it, until one fails.</summary>
internal sealed class Campaign
{
    private readonly Bench _bench;
    private readonly TimeSpan _budget;
    private readonly Coverage _coverage;
    private readonly HashSet<int> _once;
    private readonly ILookup<int, TestFacts> _covering;
    private readonly ILookup<string, TestFacts> _ofFile;
    private readonly IReadOnlyDictionary<string, string> _killers; // From an earlier run: the names of tests by the keys of mutants.
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, int>> _kills = []; // Killing tests, by file.

    internal Campaign(
        Bench bench, IReadOnlyList<Mutant> mutants, Coverage coverage, IReadOnlyDictionary<string, string> killers, TimeSpan budget)
    {
        (_bench, _coverage, _killers, _budget) = (bench, coverage, killers, budget);
        _once = [.. coverage.Once];
        _covering = coverage.Tests.SelectMany(test => test.Covers.Select(id => (id, test))).ToLookup(it => it.id, it => it.test);
        _ofFile = mutants.SelectMany(mutant => _covering[mutant.Id].Select(test => (mutant.File, test))).Distinct()
            .ToLookup(it => it.File, it => it.test);
    }

    internal void Run(IReadOnlyCollection<Mutant> mutants, int workers, Action<Result> report)
    {
        // Mutants that need their own process come last.
        var waiting = new ConcurrentQueue<Mutant>(mutants.OrderBy(mutant => _once.Contains(mutant.Id)));
        Lanes.Run(workers, () =>
        {
            using var lane = new Lane(_bench);
            while (waiting.TryDequeue(out var mutant))
            {
                report(RunOne(mutant, lane));
            }
        });
    }

    private Result RunOne(Mutant mutant, Lane lane)
    {
        var start = Stopwatch.GetTimestamp();
        var candidates = Ordered(mutant);
        var tests = Affordable(candidates);
        var attempt = tests.Count == 0 ? new Attempt(Fate.NotCovered, null, null, 0)
            : _once.Contains(mutant.Id) ? lane.TryFromStart(mutant.Id, tests)
            : lane.Try(mutant.Id, tests);
        if (attempt.Test is { } killer)
        {
            _kills.GetOrAdd(mutant.File, _ => []).AddOrUpdate(killer.Name, 1, (_, count) => count + 1);
        }

        return new Result(
            mutant.Key, attempt.Fate, attempt.Test?.Name, attempt.Failure is { Length: > 300 } failure ? failure[..300] : attempt.Failure,
            attempt.Ran, candidates.Count - tests.Count, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    // First the test that killed it earlier, then those that killed most of its neighbors, then the fastest.
    private List<TestFacts> Ordered(Mutant mutant)
    {
        // What a static initializer breaks is detected by later tests, most likely by those that cover its file.
        IEnumerable<TestFacts> candidates = _once.Contains(mutant.Id)
            ? _covering[mutant.Id].Union(_ofFile[mutant.File]).Union(_coverage.Tests)
            : _covering[mutant.Id];
        var earlier = _killers.GetValueOrDefault(mutant.Key);
        var kills = _kills.GetValueOrDefault(mutant.File);
        return
        [
            .. candidates.OrderByDescending(test => test.Name == earlier)
                .ThenByDescending(test => kills is not null && test.Milliseconds < 500 ? kills.GetValueOrDefault(test.Name) : 0),
        ];
    }

    // As many as fit the budget of a mutant, but at least one.
    private List<TestFacts> Affordable(IEnumerable<TestFacts> tests)
    {
        var left = _budget.TotalMilliseconds;
        List<TestFacts> affordable = [];
        foreach (var test in tests)
        {
            if (affordable.Count == 0 || left >= test.Milliseconds)
            {
                left -= test.Milliseconds;
                affordable.Add(test);
            }
        }

        return affordable;
    }
}

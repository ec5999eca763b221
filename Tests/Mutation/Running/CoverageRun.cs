using System.Collections.Concurrent;

namespace PodioOAuth.Functional.Mutation;

/// <summary>Finds out which test covers which mutants.</summary>
internal static class CoverageRun
{
    /// <summary>Runs tests, and returns what they cover, combined with what is known about the others.</summary>
    /// <param name="bench">The bench to run on.</param>
    /// <param name="workers">The number of workers.</param>
    /// <param name="known">An earlier coverage.</param>
    /// <param name="isChanged">Whether the earlier coverage of a test, by name, is outdated.</param>
    internal static Coverage Run(Bench bench, int workers, Coverage known, Func<string, bool> isChanged)
    {
        var (names, atStart) = Begin(bench);
        var kept = known.Tests.Where(test => names.ContainsKey(test.Id) && !isChanged(test.Name)).ToList();
        var covered = new ConcurrentDictionary<string, CoveredBy>();
        var waiting = new ConcurrentQueue<string>(names.Keys.Except(kept.Select(test => test.Id)));
        Lanes.Run(workers, () =>
        {
            WorkerProcess? worker = null;
            while (waiting.TryDequeue(out var test))
            {
                worker ??= new WorkerProcess(bench, Order.Cover);
                var said = worker.Cover(test);
                covered[test] = said?.Covered ?? new CoveredBy(0, [], [], [], "does not end");
                if (said is null)
                {
                    worker.Dispose();
                    worker = null;
                }
            }

            worker?.Dispose();
        });

        var passing = covered.Where(it => it.Value.Failure is null)
            .Select(it => new TestFacts(it.Key, names[it.Key], it.Value.Milliseconds, it.Value.Always))
            .Concat(kept)
            .OrderBy(test => test.Milliseconds)
            .ToList();
        var facts = covered.Values.Append(atStart).ToList();
        var once = facts.SelectMany(it => it.Once).Except(passing.SelectMany(test => test.Covers));
        return new Coverage(
            passing, [.. facts.SelectMany(it => it.Static).Union(once).Union(known.Once)],
            [.. covered.Where(it => it.Value.Failure is not null).Select(it => $"{names[it.Key]}: {it.Value.Failure}")]);
    }

    private static (IReadOnlyDictionary<string, string> Names, CoveredBy AtStart) Begin(Bench bench)
    {
        using var worker = new WorkerProcess(bench, Order.Cover);
        return worker.AtStart is { } atStart && worker.Tests.Count > 0
            ? (worker.Tests, atStart)
            : throw new InvalidOperationException($"A worker finds no tests: {worker.Errors}");
    }
}

/// <summary>Runs threads that each manage a worker.</summary>
internal static class Lanes
{
    internal static void Run(int count, Action lane) => Task.WaitAll(
        [.. Enumerable.Range(0, count).Select(_ => Task.Factory.StartNew(lane, TaskCreationOptions.LongRunning))]);
}

using System.Collections.Concurrent;

namespace PodioOAuth.Functional.Mutation;

/// <summary>Finds which test runs through which mutants.</summary>
internal static class CoverageRun
{
    internal static Coverage Run(Bench bench, int workers, Func<string, bool>? takes = null)
    {
        var covered = new ConcurrentDictionary<string, CoveredBy>();
        var names = Names(bench);
        var waiting = new ConcurrentQueue<string>(names.Keys.Where(id => takes?.Invoke(names[id]) ?? true));
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
            .OrderBy(test => test.Milliseconds)
            .ToList();
        var once = covered.Values.SelectMany(it => it.Once).Except(passing.SelectMany(test => test.Covers));
        return new Coverage(
            passing, [.. covered.Values.SelectMany(it => it.Static).Union(once)],
            [.. covered.Where(it => it.Value.Failure is not null).Select(it => $"{names[it.Key]}: {it.Value.Failure}")]);
    }

    private static IReadOnlyDictionary<string, string> Names(Bench bench)
    {
        using var worker = new WorkerProcess(bench, Order.Cover);
        return worker.Tests.Count > 0 ? worker.Tests : throw new InvalidOperationException($"A worker finds no tests: {worker.Errors}");
    }
}

/// <summary>Threads that each look after a worker.</summary>
internal static class Lanes
{
    internal static void Run(int count, Action lane) => Task.WaitAll(
        [.. Enumerable.Range(0, count).Select(_ => Task.Factory.StartNew(lane, TaskCreationOptions.LongRunning))]);
}

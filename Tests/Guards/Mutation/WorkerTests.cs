namespace PodioOAuth.Functional.Guards.Tests.Mutation;

/// <summary>A worker in a process of its own, over this assembly, which has mutants of its own.</summary>
public sealed class WorkerTests
{
    private static readonly string Name = typeof(WorkerTests).Assembly.GetName().Name!;
    private static readonly Bench Bench =
        new(Path.Combine(AppContext.BaseDirectory, "PodioOAuth.Functional.Mutation.dll"), Name, Name, Patience: 4);

    [Fact]
    public void Each_mutant_has_the_fate_that_it_should()
    {
        var coverage = CoverOne();
        var test = Assert.Single(coverage.Tests);
        Assert.Equal([Mutated.Noticed, Mutated.Unnoticed, Mutated.Endless, Mutated.Fatal], test.Covers.Order());
        Assert.Equal([Mutated.OnlyOnce], coverage.Once);

        var mutants = new[] { Mutated.Noticed, Mutated.Unnoticed, Mutated.Fatal, Mutated.OnlyOnce, Mutated.Unreached }
            .Select(id => new Mutant(id, "Mutated.cs", id, "Any", "Next", $"{id}", "", 1, MutantKind.Rule)).ToList();
        var results = new Dictionary<string, Result>();
        new Campaign(Bench, mutants, coverage, new Dictionary<string, string>(), TimeSpan.FromSeconds(1))
            .Run(mutants, 1, result => results.Add(result.Key, result));
        Assert.Equal(
            [Fate.Killed, Fate.Survived, Fate.Crashed, Fate.Killed, Fate.NotCovered], mutants.Select(mutant => results[mutant.Key].Fate));

        using var impatient = new WorkerProcess(Bench with { Patience = 0.1 });
        Assert.Equal(Fate.Hung, impatient.Try(Mutated.Endless, coverage.Tests).Fate);
    }

    // What the other tests here cover is said to be known.
    private static Coverage CoverOne()
    {
        using var worker = new WorkerProcess(Bench);
        var others = worker.Tests.Where(it => !it.Value.EndsWith(nameof(MutatedTests.The_next_of_1_is_2), StringComparison.Ordinal))
            .Select(it => new TestFacts(it.Key, it.Value, 0, []));
        var coverage = CoverageRun.Run(Bench, 1, new Coverage([.. others], [], []), _ => false);
        return coverage with { Tests = [.. coverage.Tests.Where(test => test.Covers.Count > 0)] };
    }
}

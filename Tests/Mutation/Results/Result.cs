namespace PodioOAuth.Functional.Mutation;

/// <summary>The fate of a mutant.</summary>
internal enum Fate
{
    /// <summary>A test failed with it.</summary>
    Killed,

    /// <summary>A test didn't end.</summary>
    Hung,

    /// <summary>The process exited.</summary>
    Crashed,

    /// <summary>No test failed.</summary>
    Survived,

    /// <summary>No test covers it.</summary>
    NotCovered,

    /// <summary>A test failed with it and then without it: inconclusive.</summary>
    Unsteady,
}

/// <summary>The result of one mutant.</summary>
/// <param name="Key">The mutant's key.</param>
/// <param name="Fate">Its fate.</param>
/// <param name="Test">The test that killed it.</param>
/// <param name="Failure">The failure of that test.</param>
/// <param name="Ran">The number of tests that ran.</param>
/// <param name="LeftOut">The number of tests that cover it but take too long, and didn't run.</param>
/// <param name="Seconds">The duration.</param>
internal sealed record Result(string Key, Fate Fate, string? Test, string? Failure, int Ran, int LeftOut, double Seconds)
{
    internal bool IsKilled => Fate is Fate.Killed or Fate.Hung or Fate.Crashed;
}

/// <summary>What is known about a test.</summary>
/// <param name="Id">The ID.</param>
/// <param name="Name">The name.</param>
/// <param name="Milliseconds">The duration.</param>
/// <param name="Covers">The mutants that it covers.</param>
internal sealed record TestFacts(string Id, string Name, double Milliseconds, IReadOnlyList<int> Covers);

/// <summary>What the tests of a room cover.</summary>
/// <param name="Tests">The tests that pass.</param>
/// <param name="Once">Mutants that run only once per process.</param>
/// <param name="LeftOut">Tests that can't run in a worker, with the reason.</param>
internal sealed record Coverage(IReadOnlyList<TestFacts> Tests, IReadOnlyList<int> Once, IReadOnlyList<string> LeftOut)
{
    internal static Coverage None { get; } = new([], [], []);
}

namespace PodioOAuth.Functional.Mutation;

/// <summary>What became of a mutant.</summary>
internal enum Fate
{
    /// <summary>A test failed with it.</summary>
    Killed,

    /// <summary>A test did not end.</summary>
    Hung,

    /// <summary>The process ended.</summary>
    Crashed,

    /// <summary>No test failed.</summary>
    Survived,

    /// <summary>No test runs through it.</summary>
    NotCovered,

    /// <summary>A test failed with it and then without it: of no use yet.</summary>
    Unsteady,
}

/// <summary>A line of the results.</summary>
/// <param name="Key">The mutant's.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Test">The test that killed it.</param>
/// <param name="Failure">How that failed.</param>
/// <param name="Ran">How many tests ran.</param>
/// <param name="LeftOut">How many that cover it did not run, for they take too long.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record Result(string Key, Fate Fate, string? Test, string? Failure, int Ran, int LeftOut, double Seconds)
{
    internal bool IsKilled => Fate is Fate.Killed or Fate.Hung or Fate.Crashed;
}

/// <summary>What is known of a test.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Milliseconds">How long it takes.</param>
/// <param name="Covers">The mutants that it runs through.</param>
internal sealed record TestFacts(string Id, string Name, double Milliseconds, IReadOnlyList<int> Covers);

/// <summary>What the tests of a room run through.</summary>
/// <param name="Tests">Those that pass.</param>
/// <param name="Once">Mutants that run once a process only.</param>
/// <param name="LeftOut">Tests that cannot run in a worker, with the reason.</param>
internal sealed record Coverage(IReadOnlyList<TestFacts> Tests, IReadOnlyList<int> Once, IReadOnlyList<string> LeftOut)
{
    internal static Coverage None { get; } = new([], [], []);
}

using System.Text.Json;

namespace PodioOAuth.Functional.Mutation;

/// <summary>What a worker is told: to run tests with a mutant until one fails.</summary>
internal sealed record Order(int Mutant, IReadOnlyList<string> Tests)
{
    internal const int NoMutant = -1;

    /// <summary>Instead of a mutant: to say which mutants the test runs through.</summary>
    internal const int Cover = -2;
}

/// <summary>What a worker says: which tests there are, that it is ready, which test it begins, and what came of an order.</summary>
internal enum Word
{
    Test,
    Ready,
    Covered,
    Killed,
    Survived,

    /// <summary>A test failed without a mutant, which something before it has spoilt.</summary>
    Unsteady,
}

/// <summary>A line of a worker.</summary>
internal sealed record Said(Word Word, string? Test = null, string? Name = null, string? Failure = null, CoveredBy? Covered = null)
{
    // What tests write to the same output does not begin so.
    private const string Mark = "\u0001mutation ";

    internal string ToLine() => Mark + JsonSerializer.Serialize(this);

    internal static Said? Read(string line) =>
        line.StartsWith(Mark, StringComparison.Ordinal) ? JsonSerializer.Deserialize<Said>(line.AsSpan(Mark.Length)) : null;
}

/// <summary>The mutants that a test runs through.</summary>
/// <param name="Milliseconds">How long it takes.</param>
/// <param name="Always">Each time it runs.</param>
/// <param name="Once">Only when it is the first in a process.</param>
/// <param name="Static">In the initialisation of a type, so far in this process.</param>
/// <param name="Failure">Why it fails, of which no use can be made.</param>
internal sealed record CoveredBy(
    double Milliseconds, IReadOnlyList<int> Always, IReadOnlyList<int> Once, IReadOnlyList<int> Static, string? Failure);

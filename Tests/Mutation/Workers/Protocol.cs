using System.Text.Json;

namespace PodioOAuth.Functional.Mutation;

/// <summary>An order to a worker: to run tests with a mutant until one fails.</summary>
internal sealed record Order(int Mutant, IReadOnlyList<string> Tests)
{
    internal const int NoMutant = -1;

    /// <summary>Instead of a mutant: to report which mutants the test covers.</summary>
    internal const int Cover = -2;
}

/// <summary>A message from a worker: which tests exist, that it is ready, which test it starts, and the outcome of an order.</summary>
internal enum Word
{
    Test,
    Ready,
    Covered,
    Killed,
    Survived,

    /// <summary>A test failed without a mutant, because of an earlier one.</summary>
    Unsteady,
}

/// <summary>A line of a worker's output.</summary>
internal sealed record Said(Word Word, string? Test = null, string? Name = null, string? Failure = null, CoveredBy? Covered = null)
{
    // What tests write to the same output doesn't begin with this.
    private const string Mark = "\u0001mutation ";

    internal string ToLine() => Mark + JsonSerializer.Serialize(this);

    internal static Said? Read(string line) =>
        line.StartsWith(Mark, StringComparison.Ordinal) ? JsonSerializer.Deserialize<Said>(line.AsSpan(Mark.Length)) : null;
}

/// <summary>The mutants that a test covers.</summary>
/// <param name="Milliseconds">The duration.</param>
/// <param name="Always">Those covered in each run.</param>
/// <param name="Once">Those covered only if the test is the first in a process.</param>
/// <param name="Static">Those covered by the initialization of types, so far in this process.</param>
/// <param name="Failure">Why the test fails, which makes it unusable.</param>
internal sealed record CoveredBy(
    double Milliseconds, IReadOnlyList<int> Always, IReadOnlyList<int> Once, IReadOnlyList<int> Static, string? Failure);

namespace PodioToken.Reports;

// Outcome = word × exit code × sentence? × Fact*

/// <summary>How a command ended.</summary>
/// <param name="Word">The <c>outcome</c> for programs.</param>
/// <param name="ExitCode">The exit code; 0 for success.</param>
/// <param name="Sentence">The error for a person, or null.</param>
/// <param name="Facts">Further facts.</param>
internal sealed record Outcome(string Word, int ExitCode, string? Sentence, params IReadOnlyList<Fact> Facts)
{
    /// <summary>The output for a script if it is not JSON, in which case nothing else is written to standard output.</summary>
    public string? Raw { get; init; }

    /// <summary>The output for a script as bytes, instead of <see cref="Raw"/>.</summary>
    public ReadOnlyMemory<byte>? RawBytes { get; init; }

    /// <summary>A sentence for a person about what was done; null if the facts say it.</summary>
    public string? Headline { get; init; }

    /// <summary>Whether another program has already reported everything.</summary>
    public bool IsTold { get; init; }

    // A record would print the output.
    public override string ToString() => Word;

    public static Outcome Done(string word, params IReadOnlyList<Fact> facts) => new(word, PodioToken.ExitCode.Done, Sentence: null, facts);

    public static Outcome Failed(int code, string sentence, params IReadOnlyList<Fact> facts) =>
        new(PodioToken.ExitCode.WordOf(code), code, sentence, facts);
}

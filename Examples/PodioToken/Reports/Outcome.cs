namespace PodioToken.Reports;

// Outcome = word × exit code × sentence? × Fact*

/// <summary>How a command ended.</summary>
/// <param name="Word">The <c>outcome</c> for programs.</param>
/// <param name="ExitCode">The exit code; 0 where it went well.</param>
/// <param name="Sentence">For a person: what went wrong, or null.</param>
/// <param name="Facts">What else there is to say.</param>
internal sealed record Outcome(string Word, int ExitCode, string? Sentence, params IReadOnlyList<Fact> Facts)
{
    /// <summary>What a script is to read, where that is no JSON: the only thing on standard output then.</summary>
    public string? Raw { get; init; }

    /// <summary>What a script is to read, byte for byte, in the place of <see cref="Raw"/>.</summary>
    public ReadOnlyMemory<byte>? RawBytes { get; init; }

    /// <summary>For a person: what was done, in a sentence; null where the facts say it.</summary>
    public string? Headline { get; init; }

    /// <summary>Whether all was told already, by another program.</summary>
    public bool IsTold { get; init; }

    // A record would print it.
    public override string ToString() => Word;

    public static Outcome Done(string word, params IReadOnlyList<Fact> facts) => new(word, PodioToken.ExitCode.Done, Sentence: null, facts);

    public static Outcome Failed(int code, string sentence, params IReadOnlyList<Fact> facts) =>
        new(PodioToken.ExitCode.WordOf(code), code, sentence, facts);
}

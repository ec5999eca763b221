using PodioOAuth.Functional.Support;

namespace PodioOAuth.Functional.Mutation;

/// <summary>
/// A mutant that may survive, with the reason: a line <c>FILE MEMBER | ORIGINAL → REPLACEMENT | WHY</c> of <c>Accepted.txt</c>, in the
/// format in which the command prints survivors. ORIGINAL and REPLACEMENT may end in <c>…</c>, which matches anything.
/// </summary>
/// <param name="Place">File and member.</param>
/// <param name="Original">The code.</param>
/// <param name="Replacement">The code that replaces it.</param>
/// <param name="Why">Why it may survive.</param>
internal sealed record Accepted(string Place, string Original, string Replacement, string Why)
{
    internal static IReadOnlyList<Accepted> All { get; } = Read(Checkout.Read("Tests/Mutation/Accepted.txt"));

    /// <summary>Parses the entries of a list; comments begin with <c>#</c>.</summary>
    internal static IReadOnlyList<Accepted> Read(string list) =>
    [
        .. list.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').Select(Parse),
    ];

    internal bool Matches(Mutant mutant) =>
        Place == $"{mutant.File} {mutant.Member}" && IsMatch(Original, mutant.Original) && IsMatch(Replacement, mutant.Replacement);

    // Code may contain bars too.
    private static Accepted Parse(string line)
    {
        var (first, last) = (line.IndexOf(" | ", StringComparison.Ordinal), line.LastIndexOf(" | ", StringComparison.Ordinal));
        return first >= 0 && last > first && line[(first + 3)..last].Split(" → ") is [var original, var replacement]
            ? new Accepted(line[..first], original, replacement, line[(last + 3)..])
            : throw new FormatException($"Invalid entry of accepted mutants: {line}");
    }

    private static bool IsMatch(string entry, string code) =>
        entry.EndsWith('…') ? code.StartsWith(entry[..^1], StringComparison.Ordinal) : code == entry;
}

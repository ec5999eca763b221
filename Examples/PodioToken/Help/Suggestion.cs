namespace PodioToken.Help;

/// <summary>Suggests a name for a mistyped one.</summary>
/// <remarks>The suggestions of System.CommandLine are for its own error action, which writes them to standard output.</remarks>
internal static class Suggestion
{
    private const int MostEdits = 3;

    /// <summary>Returns " Did you mean 'login'?", or nothing if no name is similar.</summary>
    /// <param name="typed">The text that was typed.</param>
    /// <param name="names">The valid names.</param>
    public static string Of(string typed, IEnumerable<string> names) => Nearest(typed, names) is { } name ? $" Did you mean '{name}'?" : "";

    private static string? Nearest(string typed, IEnumerable<string> names) => names
        .Select(name => (Name: name, Edits: Edits(typed.ToLowerInvariant(), name)))
        .Where(known => known.Edits <= Math.Min(MostEdits, (known.Name.TrimStart('-').Length + 1) / 2)
            || (typed.TrimStart('-').Length > 1 && known.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)))
        .OrderBy(known => known.Edits).ThenBy(known => known.Name, StringComparer.Ordinal)
        .Select(known => known.Name).FirstOrDefault();

    // Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
    private static int Edits(string from, string to)
    {
        var edits = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                edits[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(
                    Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1, edits[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[from.Length, to.Length];
    }
}

namespace PodioToken.Reports;

/// <summary>Breaks text into lines between words. A word that is longer than a line, such as an address, isn't broken.</summary>
internal static class Lines
{
    private const int LeastText = 24;

    /// <summary>The lines of a paragraph.</summary>
    /// <param name="text">The text. Its own line breaks are kept.</param>
    /// <param name="width">How many characters a line has.</param>
    /// <param name="indent">The start of each line but the first.</param>
    public static IEnumerable<string> Wrap(string text, int width, string indent = "")
    {
        var line = "";
        foreach (var part in text.Split('\n'))
        {
            var isFirst = true;
            foreach (var word in part.Split(' '))
            {
                if (!isFirst && line.Length + 1 + word.Length > width)
                {
                    yield return line.TrimEnd();
                    line = indent + word;
                }
                else
                {
                    line += isFirst ? word : " " + word;
                }

                isFirst = false;
            }

            yield return line.TrimEnd();
            line = indent;
        }
    }

    /// <summary>A label with its text next to it, or below it if there is too little space.</summary>
    /// <param name="label">The label, its indent included.</param>
    /// <param name="column">Where the text begins.</param>
    /// <param name="text">The text.</param>
    /// <param name="width">How many characters a line has.</param>
    public static IEnumerable<string> Row(string label, int column, string text, int width)
    {
        var below = new string(' ', 6);
        return label.Length + 1 > column || width - column < Math.Min(LeastText, text.Length)
            ? [label, .. Wrap(below + text, width, below)]
            : Wrap(label.PadRight(column) + text, width, new string(' ', column));
    }
}

using System.Text;
using PodioOAuth.Functional.Support;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>The tables and curves of a run, as files of the repository.</summary>
internal static class ResultsFile
{
    private const string Curves = "curves.svg";

    private const string Link = $"\n![The curves of the last table]({Curves})\n";

    private static string Folder { get; } = Path.Combine(Checkout.Root, "Tests", "Benchmarks");

    /// <summary>Runs the ratios, and writes what they write into the files as well.</summary>
    internal static RatiosResult Run(RatiosOptions options, TextWriter output)
    {
        var text = new StringWriter();
        var result = RatiosRun.Run(options, new Tee(output, text));
        if (result.Curves.Count > 0)
        {
            File.WriteAllText(Path.Combine(Folder, Curves), Benchmarks.Curves.ToSvg(result.Curves));
        }

        var page = Path.Combine(Folder, "RESULTS.md");
        File.WriteAllText(page, options.Only.Length == 0 ? Head(options) + text + Link : Replace(File.ReadAllText(page), $"{text}"));
        return result;
    }

    /// <summary>Returns the page with the tables of a run in the place of those with the same titles.</summary>
    internal static string Replace(string page, string run)
    {
        var measured = Tables(run).ToDictionary(TitleOf);
        var tables = Tables(page.Replace(Link, "", StringComparison.Ordinal));
        return page.Split("\n## ")[0] + string.Concat(tables.Select(table => measured.GetValueOrDefault(TitleOf(table), table))) + Link;
    }

    private static IEnumerable<string> Tables(string text) => text.Split("\n## ")[1..].Select(table => $"\n## {table}");

    private static string TitleOf(string table) => table[..table.IndexOf('\n', 1)];

    private static string Arguments(RatiosOptions options) => (options.Quick ? "--quick " : "") + (options.IsNative ? "--native " : "");

    private static string Head(RatiosOptions options) =>
        $"""
        # Results

        `dotnet run -c Release --project Tests/Benchmarks -- ratios {Arguments(options)}--write` writes this file again; with
        `--only PART-OF-A-TITLE`, one table of it.

        Both contenders of a row do the same work, which is checked before anything is timed. They run in one process, in alternating
        slices: first until both are fully compiled, then for the number of rounds above each table, in turns that begin with either of
        them. The result of a round is the median of its turns, and that of a row the median of its rounds. Contenders are compared within
        a round, so that whatever slows the machine for a while slows both. A goal is met or missed if the middle half of all rounds lies
        on one side of it; otherwise, the verdict is undecided. Bytes are those that an operation allocates on the managed heap. A server
        is another process on the same machine.


        """;

    /// <summary>Writes to two.</summary>
    private sealed class Tee(TextWriter first, TextWriter second) : TextWriter
    {
        public override Encoding Encoding => first.Encoding;

        public override void Write(char value)
        {
            first.Write(value);
            second.Write(value);
        }
    }
}

using System.Text;
using System.Text.RegularExpressions;

namespace PodioOAuth.Functional.Support;

/// <summary>A page of Markdown, as far as tests read one: its blocks of code, its headings and its links.</summary>
public sealed partial class Page
{
    private readonly List<PageBlock> _blocks = [];
    private readonly List<string> _anchors = [];
    private readonly List<PageLink> _links = [];

    private Page(string name) => Name = name;

    /// <summary>Its path below the root, with slashes.</summary>
    public string Name { get; }

    public IReadOnlyList<PageBlock> Blocks => _blocks;

    /// <summary>What a link may have after its <c>#</c>: the headings, as the usual repository hosts write them.</summary>
    public IReadOnlyList<string> Anchors => _anchors;

    public IReadOnlyList<PageLink> Links => _links;

    /// <summary>The pages whose snippets are programs: the front page, the guide, and the pages of packages.</summary>
    public static IReadOnlyList<Page> WithPrograms { get; } =
    [
        Read("README.md"),
        .. Checkout.Files("Examples/Guide", "*.md").Select(Read),
        .. Checkout.Files(".", "PACKAGE.md").Select(Read),
    ];

    /// <summary>Reads a page. A block of code and a <c>text</c> block after it, with nothing but prose between, are a program and what it
    /// prints.</summary>
    public static Page Read(string name)
    {
        var page = new Page(name);
        var lines = Checkout.Read(name).ReplaceLineEndings("\n").Split('\n');
        for (var line = 0; line < lines.Length; line++)
        {
            if (Fence().Match(lines[line]) is not { Success: true } fence)
            {
                page.ReadProse(lines[line], line + 1);
                continue;
            }

            var (start, text) = (line + 1, new StringBuilder());
            while (++line < lines.Length && lines[line].Trim() != fence.Groups["fence"].Value)
            {
                text.Append(lines[line]).Append('\n');
            }

            page._blocks.Add(new PageBlock(page, fence.Groups["language"].Value, text.ToString(), start));
        }

        return page;
    }

    /// <summary>The programs of a language, each with what the page says that it prints.</summary>
    public IEnumerable<(PageBlock Program, string Printed)> Programs(string language) => _blocks
        .Select((block, index) => (Program: block, Next: index + 1 < _blocks.Count ? _blocks[index + 1] : null))
        .Where(pair => pair.Program.Language == language)
        .Select(pair => (pair.Program, pair.Next is { Language: "text" } printed ? printed.Text : ""));

    public override string ToString() => Name;

    private void ReadProse(string line, int number)
    {
        if (Heading().Match(line) is { Success: true } heading)
        {
            var slug = NotInSlug().Replace(heading.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-');
            var same = _anchors.Count(anchor => anchor == slug || anchor.StartsWith($"{slug}-", StringComparison.Ordinal)
                && int.TryParse(anchor[(slug.Length + 1)..], out _));
            _anchors.Add(same == 0 ? slug : $"{slug}-{same}");
        }

        foreach (Match link in Link().Matches(Code().Replace(line, "")))
        {
            _links.Add(new PageLink(this, link.Groups["target"].Value, number));
        }
    }

    [GeneratedRegex("^ *(?<fence>```+)(?<language>[a-z]*)")]
    private static partial Regex Fence();

    [GeneratedRegex("^#+ +(?<text>.+?) *$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInSlug();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Code();
}

/// <summary>A block of code.</summary>
/// <param name="Page">The page.</param>
/// <param name="Language">The word after the fence; empty for none.</param>
/// <param name="Text">The lines, each with its end.</param>
/// <param name="Line">The line of the fence.</param>
public sealed record PageBlock(Page Page, string Language, string Text, int Line)
{
    public override string ToString() => $"{Page}:{Line}";
}

/// <summary>A link.</summary>
/// <param name="Page">The page.</param>
/// <param name="Target">Where it leads, as it stands there.</param>
/// <param name="Line">The line.</param>
public sealed record PageLink(Page Page, string Target, int Line)
{
    public override string ToString() => $"{Page}:{Line} {Target}";
}

/// <summary>What a page says that a program prints: lines, in which <c>…</c> stands for what is different each time.</summary>
public static class Printed
{
    /// <summary>Whether a program printed that; the end of each line does not count.</summary>
    public static bool Is(string expected, string actual) =>
        Regex.IsMatch(Trimmed(actual), $"^{Regex.Escape(Trimmed(expected)).Replace("…", ".*", StringComparison.Ordinal)}$");

    private static string Trimmed(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").TrimEnd().Split('\n').Select(line => line.TrimEnd()));
}

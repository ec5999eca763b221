using System.Globalization;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>The events of a run, up to the broken rule.</summary>
internal sealed class Story
{
    private const int MostLines = 12;
    private const int LinesBeforeTheCut = 2;

    private readonly List<string> _lines = [];
    private string? _rule;

    internal bool IsOver => _rule is not null;

    internal void Note(TimeSpan at, string what)
    {
        if (!IsOver)
        {
            _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(at.TotalHours):00}:{at.Minutes:00} {what}"));
        }
    }

    internal void Break(TimeSpan at, string? rule)
    {
        if (rule is not null && !IsOver)
        {
            Note(at, $"=> {rule}");
            _rule = rule;
        }
    }

    /// <summary>Returns at most twelve lines, of which the first names the rule and how to run it again.</summary>
    internal LawOutcome ToOutcome(string origin)
    {
        var left = MostLines - 1;
        IEnumerable<string> lines = _lines.Count <= left ? _lines :
        [
            .. _lines.Take(LinesBeforeTheCut), $"      ({_lines.Count - left + 1} more)", .. _lines.TakeLast(left - LinesBeforeTheCut - 1),
        ];
        return new LawOutcome(_rule!, Holds: false, string.Join('\n', lines.Prepend($"{_rule} ({origin})")));
    }
}

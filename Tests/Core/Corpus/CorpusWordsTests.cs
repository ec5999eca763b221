namespace PodioOAuth.Functional.Core.Tests.Corpus;

/// <summary>What corpus.json says in words agrees with what it says in members, each member stands where it is due, and none stands there
/// that nobody reads.</summary>
public sealed partial class CorpusWordsTests
{
    private const string Minimal =
        """[{"file":"f","status":200,"http":"valid","what":"w","source":"s","outcome":"malformed","expected":"e"}]""";

    private static readonly (string Begin, string Outcome)[] Outcomes =
    [
        ("token", "token"), ("the token", "token"), ("rejected", "rejected"), ("rate limited", "rate_limited"),
        ("second factor required", "second_factor"), ("unavailable", "unavailable"), ("malformed", "malformed"),
        ("unreachable", "unreachable"),
    ];

    private static readonly (string Words, MalformedReplyProblem Problem)[] Problems =
    [
        ("empty", MalformedReplyProblem.Empty), ("not JSON", MalformedReplyProblem.NotJson), ("HTML", MalformedReplyProblem.Html),
        ("ends early", MalformedReplyProblem.Truncated), ("trailing data", MalformedReplyProblem.TrailingData),
        ("not an object", MalformedReplyProblem.NotAnObject), ("not UTF-8", MalformedReplyProblem.NotUtf8),
        ("token type", MalformedReplyProblem.UnsupportedTokenType), ("contradictory", MalformedReplyProblem.Contradictory),
        ("redirect", MalformedReplyProblem.Redirect),
    ];

    private static IEnumerable<CorpusEntry> Malformed => CorpusEntry.All.Where(entry => CorpusChoices.OutcomeOf(entry) == "malformed");

    [Fact]
    public void Every_entry_states_its_kind_and_source() => Assert.All(CorpusEntry.All, entry =>
    {
        Assert.Matches(@"^\d{3}-[a-z0-9-]+\.http$", entry.File);
        Assert.NotEqual("", entry.What.Trim());
        Assert.NotEqual("", entry.Source.Trim());
        Assert.Contains(entry.Http, new[] { "valid", "broken" });
    });

    [Fact]
    public void Each_member_stands_where_it_is_due() => Assert.All(CorpusEntry.All, entry =>
    {
        var isMalformed = CorpusChoices.OutcomeOf(entry) == "malformed";
        Assert.Equal((isMalformed, isMalformed), (entry.Where is not null, entry.Problem is not null));
        Assert.Equal(entry.Outcome == "token" || entry.AlsoAcceptable.Contains("token"), entry.Token is not null);
        Assert.Equal(entry.Outcome == "token", entry.Retry is null);
        Assert.True(entry.Outcome == "rejected" == entry.Error is not null || entry.Outcome is "unavailable" or "malformed");
    });

    [Fact]
    public void The_words_name_the_outcome_and_its_status() => Assert.All(CorpusEntry.All, entry =>
    {
        Assert.Equal(
            [entry.Outcome],
            Outcomes.Where(it => entry.Expected.StartsWith(it.Begin, StringComparison.Ordinal)).Select(it => it.Outcome));
        Assert.Empty(StatusInWords().Matches(entry.Expected).Select(match => match.Value).Except([$"{entry.Status}"]));
    });

    [Fact]
    public void The_words_name_where_and_what_is_wrong() => Assert.All(Malformed, entry =>
    {
        Assert.Empty(PathInWords().Matches(entry.Expected).Select(match => match.Groups[1].Value).Except([entry.Where]));
        Assert.Empty(Problems
            .Where(it => entry.Expected.Contains(it.Words, StringComparison.OrdinalIgnoreCase))
            .Select(it => it.Problem)
            .Except([entry.Problem!.Value]));
    });

    [Fact]
    public void The_words_name_the_values()
    {
        Assert.Equal(Words("ref"), CorpusEntry.All
            .Where(entry => WordsOf(entry, "ref").Any())
            .Select(entry => $"{entry.Token?.Ref?.Type} {entry.Token?.Ref?.Id}"));
        Assert.Equal(Words("detail"), CorpusEntry.All.Where(entry => WordsOf(entry, "detail").Any()).Select(entry => entry.Error?.Detail));
        Assert.Equal(Words("seconds"), CorpusEntry.All
            .Where(entry => WordsOf(entry, "seconds").Any())
            .Select(entry => entry.WaitSeconds is { } wait ? $"{wait}" : entry.Token?.ExpiresIn.GetRawText()));
    }

    [Fact]
    public void Each_of_these_problems_is_recorded() =>
        Assert.Empty(Problems.Select(it => it.Problem).Except(Malformed.Select(entry => entry.Problem!.Value)));

    [Theory]
    [InlineData("\"status\":200,", "\"status\":200,\"wheer\":\"$\",")]
    [InlineData("\"status\":200,", "\"status\":200,\"error\":{\"code\":\"c\",\"detail\":null,\"text\":null},")]
    [InlineData("\"status\":200,", "\"status\":200,\"Where\":\"$\",")]
    [InlineData("\"status\":200,", "\"status\":200,\"where\":\"$\",\"where\":\"$\",")]
    [InlineData("\"status\":200,", "\"status\":200,\"problem\":\"no_such\",")]
    [InlineData("\"status\":200,", "\"status\":200,\"problem\":4,")]
    [InlineData("\"status\":200,", "")]
    public void An_entry_with_an_unknown_member_or_without_a_required_one_is_not_read(string from, string to)
    {
        Assert.Single(CorpusEntry.Read(Minimal));
        Assert.Throws<JsonException>(() => CorpusEntry.Read(Minimal.Replace(from, to, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Words(string name) => CorpusEntry.All.SelectMany(entry => WordsOf(entry, name));

    private static IEnumerable<string> WordsOf(CorpusEntry entry, string name) =>
        ValueInWords().Matches(entry.Expected)
            .Select(match => match.Groups[name])
            .Where(group => group.Success)
            .Select(group => group.Value);

    [GeneratedRegex(@"(?<!not )\b[2-5]\d\d\b(?! s)")]
    private static partial Regex StatusInWords();

    [GeneratedRegex(@"\bat (\$[.\w]*)")]
    private static partial Regex PathInWords();

    [GeneratedRegex(@"ref (?<ref>\w+ \d+)|detail (?<detail>\S+)|(?:come back in|expires in|down to|token of) (?<seconds>\d+) s\b")]
    private static partial Regex ValueInWords();
}

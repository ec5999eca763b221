namespace PodioOAuth.Functional.Core.Tests.Corpus;

/// <summary>Every recorded reply that is valid HTTP becomes what corpus.json says, value by value. The broken ones need a
/// transport.</summary>
public sealed partial class CorpusTests
{
    public static TheoryData<string> ValidFiles => [.. CorpusEntry.All.Where(entry => entry.IsValidHttp).Select(entry => entry.File)];

    [Fact]
    public void The_corpus_is_whole()
    {
        Assert.Equal(169, CorpusEntry.All.Count);
        Assert.Equal(CorpusEntry.All.Select(entry => entry.File).Order(StringComparer.Ordinal), CorpusEntry.FilesPresent);
        Assert.Equal(158, CorpusEntry.All.Count(entry => entry.IsValidHttp));
    }

    [Fact]
    public void Every_choice_is_one_that_the_corpus_leaves_open()
    {
        var open = CorpusEntry.All.Where(entry => entry.AlsoAcceptable.Count > 0).Select(entry => entry.File[..3]);
        Assert.Equal(open.Order(StringComparer.Ordinal), CorpusChoices.Numbers.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(ValidFiles))]
    public void A_recorded_reply_becomes_what_is_expected_of_it(string file)
    {
        var entry = Find(file);
        var reply = RecordedReply.Read(entry.ReadBytes());
        Assert.Equal(entry.Status, reply.Status);
        var differences = CorpusVerdict.Compare(entry, TokenReply.Parse(reply));
        Assert.True(differences.Count == 0, string.Join('\n', [$"{entry.What}: {entry.Expected}", .. differences]));
    }

    [Theory, MemberData(nameof(ValidFiles))]
    public void No_text_made_from_a_recorded_reply_contains_one_of_its_tokens(string file)
    {
        var bytes = Find(file).ReadBytes();
        var texts = TokenReply.Parse(RecordedReply.Read(bytes)).Match(
            Right: token => $"{token} {JsonSerializer.Serialize(token)}",
            Left: error => $"{error} {error.Describe()} {JsonSerializer.Serialize<object>(error)}");
        Assert.DoesNotContain(TokensIn(bytes), token => texts.Contains(token, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Most_of_the_recordings_hold_a_token() =>
        Assert.InRange(CorpusEntry.All.Count(entry => TokensIn(entry.ReadBytes()).Any()), 80, CorpusEntry.All.Count);

    [Fact]
    public void The_rate_limit_headers_are_there_for_the_caller()
    {
        Assert.Equal(new RateLimit(limit: 1000, remaining: 998), ReadRateLimit("066-token-rate-headers.http"));
        Assert.Null(ReadRateLimit("067-token-rate-headers-garbage.http"));
        Assert.Null(ReadRateLimit("001-token-password-user.http"));
    }

    private static IEnumerable<string> TokensIn(byte[] recording) =>
        LongHex().Matches(Encoding.Latin1.GetString(recording)).Select(match => match.Value);

    private static RateLimit? ReadRateLimit(string file) => RecordedReply.Read(Find(file).ReadBytes()).ReadRateLimit();

    private static CorpusEntry Find(string file) => CorpusEntry.All.Single(entry => entry.File == file);

    [GeneratedRegex("[0-9a-f]{24,}")]
    private static partial Regex LongHex();
}

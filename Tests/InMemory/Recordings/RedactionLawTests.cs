using System.Text.RegularExpressions;
using FsCheck.Xunit;
using PodioOAuth.Functional.Core.Tests.Corpus;
using PodioOAuth.Functional.Corpus;

namespace PodioOAuth.Functional.InMemory.Tests.Recordings;

/// <summary>Parsing what was redacted is redacting what was parsed: of anything that may come, and of the whole corpus.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 2000)]
public sealed partial class RedactionLawTests
{
    private static readonly StandIns StandIns = new(new Entropy("abcdefghijklmnopqrstuvwxyz012345"u8).StandInKey());
    private static readonly Redaction Redaction = new(StandIns);

    private static readonly ReceivedRequest Nothing = new("GET", "/oauth/scope", contentType: null, authorization: null, body: default);

    public static TheoryData<string> ValidFiles => [.. CorpusEntry.All.Where(entry => entry.IsValidHttp).Select(entry => entry.File)];

    [Property]
    public void The_law_holds_of_any_reply(HttpReply reply) => AssertLaw(Nothing, reply);

    // What a reader decides by beyond the members: where a body was cut, what an escape lacks, what begins as JSON and is none.
    [Theory]
    [InlineData(200, """nullcope":"ZE",x""")]
    [InlineData(200, """{"server_nonce":"\u0022,|\u0""")]
    [InlineData(400, """{"error":"a\x","error_detail":"\u00zz"}""")]
    [InlineData(200, """{"access_token":"a4f5e0b7","token_type":"bearer","ref":{"type":"user","id":"007"},"expires_in":"12a"}""")]
    [InlineData(200, """{"access_token":"a4f5e0b7","ref":{"type":"space","id":"Jane"},"error":0.00000}""")]
    [InlineData(200, """{"access_token":"00000000000000000000000000000001","ref":{"type":"user","id":"000000000000000000000000000007"}}""")]
    [InlineData(200, """{"access_token":"a4f5e0b7","expires_in":"00000000000000000000000000003600"}""")]
    [InlineData(400, """{"error":"0000000000000000000000000000000000001","error_description":"wait 0000000000000000000000030 s"}""")]
    [InlineData(200, """{"access_token":"a4f5e0b7","expires_in":tru""")]
    [InlineData(400, """{"error":-12345.5}""")]
    [InlineData(429, """{"message":"Please wait 1h30m or 300 s00 seconds, Jane"}""")]
    [InlineData(420, "wait 30 s5 or 12 second5s or 7 x2")]
    [InlineData(503, """{"error":"busy1","error_description":"try in 12345678 minutes, or 5 minutes"}""")]
    [InlineData(200, "6 \b")]
    [InlineData(200, "-1.5e3\t\0\0")]
    [InlineData(200, "true \b\b")]
    [InlineData(400, "{\"error\":\"code1\"}\b\b\b\b\b\b\b\bJane")]
    [InlineData(200, """{"scope":1234567890123e4}""")]
    [InlineData(200, """{"access_token":"a4f5e0b7","x":-1.2345678901234E-7}""")]
    [InlineData(200, """{"access_token":"a4f5e0b7","error":0.0e999999999999}""")]
    [InlineData(400, """{"error":1e999999999999}""")]
    [InlineData(200, """{"access_token":truex}""")]
    [InlineData(400, """{"error":truex}""")]
    [InlineData(400, """{"error":false12é}""")]
    [InlineData(400, """{"error":12x}""")]
    [InlineData(400, """{"error":1e999é}""")]
    [InlineData(200, """{"a":"\é"}""")]
    [InlineData(200, """{"a":"\u0é中"}""")]
    [InlineData(200, """{"access_token":"a4f5e0b7","ref":{"type":"user","id":-9223372036854775808}}""")]
    [InlineData(200, """{"access_token":"a4f5e0b7","ref":{"type":"app","id":"-9223372036854775808"}}""")]
    [InlineData(200, """{"access_token":"a4f5e0b7","ref":{"type":"user","id":9223372036854775808}}""")]
    [InlineData(429, "wait 5 s\0\0\0\0")]
    [InlineData(429, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0—wait 1 hour7 and await 8 s")]
    public void The_law_holds_of_edge_cases(int status, string body) =>
        AssertLaw(Nothing, new HttpReply(status, "application/json", Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData(400, "{\"error\":{}\u00F4\u0090\u0080\u0080")]
    [InlineData(400, "{\"error\":\"\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\"}")]
    [InlineData(400, "{\"error\":\"\u00E4\u00B8 \u00E4\u00B8 \u00F0\u009F\u0098 \u00F0\u009F\"}")]
    [InlineData(400, "{\"error\":\"\\n\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF")]
    public void The_law_holds_of_JSON_with_bytes_that_are_no_UTF8(int status, string latin1) =>
        AssertLaw(Nothing, new HttpReply(status, "application/json", Encoding.Latin1.GetBytes(latin1)));

    [Property(MaxTest = 200)]
    public void The_law_holds_of_any_reply_to_any_request(HttpReply reply, Specimen specimen) =>
        AssertLaw(Outcomes.Received(specimen), reply);

    [Theory, MemberData(nameof(ValidFiles))]
    public void The_law_holds_of_the_corpus_and_no_token_of_it_is_left(string file)
    {
        var bytes = CorpusEntry.All.Single(entry => entry.File == file).ReadBytes();
        var reply = RecordedReply.Read(bytes);
        AssertLaw(Nothing, reply);

        var redacted = Redaction.Of(Nothing, reply);
        var tokens = LongHex().Matches(Encoding.Latin1.GetString(bytes))
            .Select((match, i) => KeyValuePair.Create<string, Secret?>($"token {i}", match.Value));
        var search = LeakSearch.For(tokens);
        Assert.Empty(search.In("body", redacted.AsMemory().Span));
        Assert.All(redacted.RevealHeaders(), header => Assert.Empty(search.In(header.Key, header.Value)));
        Assert.Equal(reply.AsMemory().Length, redacted.AsMemory().Length);
    }

    [Fact]
    public void Error_codes_and_waits_stay()
    {
        var said = CorpusEntry.All.Where(entry => entry.IsValidHttp)
            .Where(entry => CorpusChoices.OutcomeOf(entry) is "rejected" or "rate_limited").ToArray();
        Assert.InRange(said.Length, 40, CorpusEntry.All.Count);
        Assert.All(said, entry =>
        {
            var reply = RecordedReply.Read(entry.ReadBytes());
            var (expected, actual) = (TokenReply.Parse(reply), TokenReply.Parse(Redaction.Of(Nothing, reply)));
            Assert.Equal(CodeOf(expected), CodeOf(actual));
            Assert.Equal(expected.Left().RetryAdvice(Grant.App(1, "t")), actual.Left().RetryAdvice(Grant.App(1, "t")));
        });
    }

    private static string? CodeOf(LanguageExt.Either<OAuthError, Token> outcome) => (outcome.Left() as RejectedError)?.Code.Reveal();

    private static void AssertLaw(ReceivedRequest request, HttpReply reply)
    {
        var redactor = new Redactor(StandIns, Redaction.SecretsOf(request));
        var expected = Outcomes.Redact(TokenReply.Parse(reply), redactor);
        var redacted = Redaction.Of(request, reply);
        Assert.Equal(reply.AsMemory().Length, redacted.AsMemory().Length);
        Assert.True(
            expected == TokenReply.Parse(redacted),
            $"{reply.Status}\n{Encoding.UTF8.GetString(reply.AsMemory().Span)}\n{Encoding.UTF8.GetString(redacted.AsMemory().Span)}\n"
                + $"{string.Join('\n', reply.RevealHeaders())}\n{string.Join('\n', redacted.RevealHeaders())}\n"
                + $"{expected}\n{TokenReply.Parse(redacted)}");
    }

    [GeneratedRegex("[0-9a-f]{24,}")]
    private static partial Regex LongHex();
}

using FsCheck.Xunit;

namespace PodioOAuth.Functional.InMemory.Tests.Recordings;

/// <summary>What becomes of secrets, wherever a request or a reply has them.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 300)]
public sealed class RedactionTests
{
    private const string Token = "a4f5e0b74109769d9708a6d47d23b51e";

    private static readonly StandIns StandIns = new(new Entropy("abcdefghijklmnopqrstuvwxyz012345"u8).StandInKey());
    private static readonly Redaction Redaction = new(StandIns);

    private static readonly ReceivedRequest Nothing = new("GET", "/oauth/scope", contentType: null, authorization: null, body: default);

    [Property]
    public void A_stand_in_keeps_length_and_alphabet_and_depends_on_the_key(Secret secret)
    {
        var text = secret.Reveal();
        var standIn = StandIns.Of(text);
        Assert.Equal((text.Length, standIn), (standIn.Length, StandIns.Of(text)));
        Assert.True(new TextShape(text).Fits(standIn));
        Assert.Equal(Uri.EscapeDataString(text).Length, Uri.EscapeDataString(standIn).Length);
        if (text.Count(char.IsAsciiLetterOrDigit) > 12)
        {
            Assert.NotEqual(text, standIn);
            Assert.NotEqual(standIn, new StandIns(new byte[32]).Of(text));
        }
    }

    [Fact]
    public void Hex_stays_hex() => Assert.Matches("^[0-9a-f]{32}$", StandIns.Of(Token));

    [Theory, InlineData("0123456789", 3), InlineData("bcdf", 4), InlineData("-._", 4), InlineData("aé", 1)]
    public void No_two_texts_have_the_same_stand_in(string alphabet, int length)
    {
        var texts = Enumerable.Repeat(alphabet, length)
            .Aggregate([""], (IEnumerable<string> all, string next) => all.SelectMany(text => next.Select(unit => text + unit)))
            .ToArray();
        Assert.Equal(texts.Length, texts.Select(text => StandIns.Of(text)).Distinct().Count());
    }

    [Theory]
    [InlineData("00000000000000000000000000000001", true)]
    [InlineData("00000000000009223372036854775807", true)]
    [InlineData("00000000000009223372036854775808", false)]
    [InlineData("09223372036854775808", false)]
    public void A_number_with_leading_zeros_is_replaced_by_one_that_fits_in_64_bits_only_if_it_does(string text, bool fits)
    {
        var standIn = StandIns.Of(text);
        Assert.NotEqual(text, standIn);
        Assert.Equal((text.Length, '0'), (standIn.Length, standIn[0]));
        Assert.Equal(fits, long.TryParse(standIn, out _));
    }

    [Theory]
    [InlineData("abcde", "truex")]
    [InlineData("nopqr", "nullx")]
    [InlineData("a5", "e5")]
    [InlineData("b", "e")]
    [InlineData("12345678abcde", "123456789012e")]
    public void No_stand_in_is_a_literal_or_an_exponent_of_JSON(string text, string candidate) =>
        Assert.False(StandInRules.Of(text)(candidate));

    [Property]
    public void A_request_keeps_its_kind_its_length_and_no_secret(Specimen specimen)
    {
        var request = Outcomes.Received(specimen);
        var redacted = Redaction.Of(request);
        Assert.Equal(Redaction.KindOf(request), Redaction.KindOf(redacted));
        Assert.Equal(request.RevealPath(), redacted.RevealPath());
        Assert.Equal(request.AsMemory().Length, redacted.AsMemory().Length);
        Assert.Empty(SearchFor(Redaction.SecretsOf(request)).In("request", redacted.AsMemory().Span));
    }

    [Property(MaxTest = 100)]
    public void A_reply_that_quotes_the_request_keeps_none_of_its_secrets(Specimen specimen)
    {
        var request = Outcomes.Received(specimen);
        Assert.All(Redaction.SecretsOf(request), secret => Assert.All(BodiesThatQuote(request, secret), body =>
        {
            var redacted = Redaction.Of(request, new HttpReply(200, "text/html", Encoding.UTF8.GetBytes(body)));
            var leaks = SearchFor([secret]).In("reply", redacted.AsMemory().Span);
            Assert.True(leaks.Count == 0, $"{body}\n{Encoding.UTF8.GetString(redacted.AsMemory().Span)}");
        }));
    }

    [Theory]
    [InlineData("""{"transfer_token":"T","status":"mfa_required","user_id":2043311,"name":"Jane","count":12}""")]
    [InlineData("""{"a":{"b":["x","T"]},"T":1,"mail":"jane@example.com"}""")]
    [InlineData("""{"error":"T","error_description":"T T","error_detail":"x.T"}""")]
    [InlineData("""{"access_token":"T""")]
    [InlineData("""{"access_token" "T" : "T"}""")]
    [InlineData("""["T",{"T"]}T""")]
    [InlineData("T")]
    [InlineData("access_token=T&expires_in=3600")]
    [InlineData("<html><!-- T --><a href='https://example.com/?session=T'>Jane</a></html>")]
    public void An_unknown_token_is_replaced_wherever_it_appears(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body.Replace("T", Token, StringComparison.Ordinal));
        var search = SearchFor([Token, "2043311", "jane@example.com", "example"]);
        var reply = new HttpReply(200, "text/html; x=" + Token, bytes)
        {
            Date = Token,
            RequestId = Token,
            Location = $"https://example.com/?code={Token}",
            WwwAuthenticate = $"Bearer x={Token}",
            RetryAfter = [Token],
            RateLimitLimit = Token,
            RateLimitRemaining = Token,
        };
        var redacted = Redaction.Of(Nothing, reply);
        Assert.Empty(search.In("body", redacted.AsMemory().Span));
        Assert.All(redacted.RevealHeaders(), header => Assert.Empty(search.In(header.Key, header.Value)));
        Assert.Empty(SearchFor([Token]).In("UTF-16", Redaction.Of(Nothing, reply with
        {
            Body = Encoding.Unicode.GetBytes(body.Replace(
            "T", Token, StringComparison.Ordinal))
        }).AsMemory().Span));
    }

    [Theory]
    [InlineData("Sorry, you've supplied an invalid client secret.")]
    [InlineData("You have hit the rate limit. Please wait 300 seconds before trying again")]
    [InlineData("oauth.client.invalid_secret")]
    [InlineData("global:all user:read")]
    [InlineData("No matching operation could be found. No body was given.")]
    [InlineData("wait 1h30m")]
    public void Harmless_text_stays(string text) => Assert.Equal(text, new Redactor(StandIns, []).Text(text));

    [Theory]
    [InlineData("wait 1234-5678")]
    [InlineData("Jane Doe")]
    [InlineData("hunter2")]
    [InlineData("123456")]
    public void Unknown_words_and_long_numbers_are_replaced(string text) => Assert.NotEqual(text, new Redactor(StandIns, []).Text(text));

    [Theory]
    [InlineData("M\u00FCller")]
    [InlineData("{\"message\":\"M\u00FCller\"}")]
    [InlineData("{\"\":\"\u00FC\u00FC\u00FC\u00FC\u00FC\u00FC\"}")]
    public void Bytes_in_another_encoding_are_replaced(string latin1)
    {
        var reply = new HttpReply(200, "text/plain", Encoding.Latin1.GetBytes(latin1));
        Assert.DoesNotContain((byte)0xFC, Redaction.Of(Nothing, reply).ToBytes());
    }

    private static string[] BodiesThatQuote(ReceivedRequest request, string secret)
    {
        var (quoted, escaped) = (JsonSerializer.Serialize(secret), Uri.EscapeDataString(secret));
        var sentence = JsonSerializer.Serialize($"The token {secret} is invalid");
        return
        [
            $$"""{"access_token":{{quoted}},"token_type":"bearer"}""",
            $$"""{"error":"invalid_grant","error_description":{{sentence}}}""",
            $$"""{"unknown":[{{quoted}}],"request":{"query_string":"{{escaped}}"} }""",
            $"<html><body>{escaped}</body></html>",
            $"<html><body>No such user {secret}.</body></html>",
            $$"""{"access_token":{{quoted.TrimEnd('"')}}""",
            Encoding.UTF8.GetString(request.AsMemory().Span),
        ];
    }

    private static LeakSearch SearchFor(IEnumerable<string> secrets) => LeakSearch.For(secrets
        .Where(secret => secret.Count(char.IsAsciiLetterOrDigit) >= LeakSearch.ShortestSecret)
        .Select((secret, i) => KeyValuePair.Create<string, Secret?>($"secret {i}", secret)));
}

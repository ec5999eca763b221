namespace PodioOAuth.Functional.Core.Tests.Requests;

/// <summary>A text field has at most 16,384 bytes of UTF-8, whatever it comes to when escaped; an app id is positive.</summary>
public sealed class FieldLengthTests
{
    private static readonly string Ascii = new('a', 16_384);

    private static readonly string Escaped = new('&', 16_384);

    /// <summary>Texts of exactly 16,384 bytes of UTF-8: of one, two, three and four bytes a character.</summary>
    public static TheoryData<string> Longest => new()
    {
        Ascii, Escaped, new string('é', 8_192), new string('€', 5_461) + "a", string.Concat(Enumerable.Repeat("😀", 4_096)),
        new string('\u0080', 8_192), new string('"', 16_384), new string('\t', 16_384),
    };

    [Theory, MemberData(nameof(Longest))]
    public void Username_and_password_may_have_16384_bytes_and_not_one_more(string value)
    {
        Assert.Equal(16_384, Encoding.UTF8.GetByteCount(value));
        foreach (var format in new[] { WireFormat.Form, WireFormat.Json })
        {
            var longest = new TokenRequest(new ClientCredentials(Escaped, Escaped), Grant.Password(value, value), format);
            Assert.Equal(longest, TokenRequest.Decode(TokenRequest.Encode(longest).Right()).Right());

            var tooLong = longest with { Grant = Grant.Password(value + "a", value + "é") };
            Assert.Equal(["username: TooLong", "password: TooLong"], TokenRequest.Validate(tooLong).Problems());
            Assert.Equal(["username: TooLong", "password: TooLong"], TokenRequest.Encode(tooLong).Problems());
        }
    }

    [Theory]
    [InlineData('a')] // Stands for itself in a form.
    [InlineData('&')] // Escaped.
    public void Every_other_text_field_has_the_same_limit(char letter)
    {
        var longest = new string(letter, 16_384);
        var tooLong = new string(letter, 16_385);
        AssertLimit("client_id", value => new(new ClientCredentials(value, "s"), Grant.RefreshToken("r")), longest, tooLong);
        AssertLimit("client_secret", value => new(new ClientCredentials("c", value), Grant.RefreshToken("r")), longest, tooLong);
        AssertLimit("code", value => new(Received.Credentials, Grant.AuthorizationCode(value)), longest, tooLong);
        AssertLimit("app_token", value => new(Received.Credentials, Grant.App(1, value)), longest, tooLong);
        AssertLimit("refresh_token", value => new(Received.Credentials, Grant.RefreshToken(value)), longest, tooLong);
        AssertLimit("redirect_uri", value => new(Received.Credentials, Grant.AuthorizationCode("c", "x:" + value[2..])), longest, tooLong);
    }

    [Theory]
    [InlineData(1, true), InlineData(long.MaxValue, true), InlineData(0, false)]
    [InlineData(-1, false), InlineData(long.MinValue, false)]
    public void An_app_id_is_positive(long appId, bool isValid)
    {
        var validated = TokenRequest.Validate(new TokenRequest(Received.Credentials, Grant.App(appId, "t")));
        Assert.Equal(isValid ? [] : ["app_id: OutOfRange"], validated.Match(Right: _ => [], Left: _ => validated.Problems()));
    }

    private static void AssertLimit(string field, Func<string, TokenRequest> make, string longest, string tooLong)
    {
        Assert.True(TokenRequest.Encode(make(longest)).IsRight);
        Assert.Equal([$"{field}: TooLong"], TokenRequest.Encode(make(tooLong)).Problems());
    }
}

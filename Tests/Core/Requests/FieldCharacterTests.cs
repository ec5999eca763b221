namespace PodioOAuth.Functional.Core.Tests.Requests;

/// <summary>Which characters a field takes: the productions of RFC 6749 appendix A, at their borders.</summary>
public sealed class FieldCharacterTests
{
    /// <summary>VSCHAR = %x20-7E. Texts as the code units in hex, for a runner writes lone surrogates down wrongly.</summary>
    public static TheoryData<string, bool> VsChar => new()
    {
        { "0", false }, { "9", false }, { "A", false }, { "D", false }, { "1F", false },
        { "20", true }, { "21", true }, { "7E", true }, { "7F", false }, { "80", false }, { "9F", false }, { "A0", false }, { "E9", false },
        { "D7FF", false }, { "E000", false }, { "FFFD", false }, { "FFFE", false }, { "FFFF", false }, { "1F600", false },
        { "FF41", false }, { "D800", false }, { "DC00", false },
    };

    /// <summary>UNICODECHARNOCRLF = %x09 / %x20-7E / %x80-D7FF / %xE000-FFFD / %x10000-10FFFF.</summary>
    public static TheoryData<string, bool> UnicodeNoCrLf => new()
    {
        { "0", false }, { "8", false }, { "9", true }, { "A", false }, { "B", false }, { "D", false }, { "1F", false },
        { "20", true }, { "7E", true }, { "7F", false }, { "80", true }, { "85", true }, { "9F", true }, { "A0", true },
        { "2028", true }, { "D7FF", true }, { "E000", true }, { "FDD0", true }, { "FEFF", true }, { "FFFD", true },
        { "FFFE", false }, { "FFFF", false }, { "10000", true }, { "1FFFE", true }, { "10FFFF", true },
        { "D800", false }, { "DBFF", false }, { "DC00", false }, { "DFFF", false }, { "DC00 D800", false }, { "D83D 1F600", false },
    };

    [Theory, MemberData(nameof(VsChar))]
    public void Client_pair_code_and_tokens_take_visible_ascii_and_space(string codes, bool isValid)
    {
        var text = TextOf(codes);
        AssertField("client_id", isValid, value => new(new ClientCredentials(value, "s"), Grant.RefreshToken("r")), text);
        AssertField("client_secret", isValid, value => new(new ClientCredentials("c", value), Grant.RefreshToken("r")), text);
        AssertField("code", isValid, value => new(Received.Credentials, Grant.AuthorizationCode(value)), text);
        AssertField("app_token", isValid, value => new(Received.Credentials, Grant.App(1, value)), text);
        AssertField("refresh_token", isValid, value => new(Received.Credentials, Grant.RefreshToken(value)), text);
    }

    [Theory, MemberData(nameof(UnicodeNoCrLf))]
    public void Username_and_password_take_unicode_without_line_breaks(string codes, bool isValid)
    {
        var text = TextOf(codes);
        AssertField("username", isValid, value => new(Received.Credentials, Grant.Password(value, "p")), text);
        AssertField("password", isValid, value => new(Received.Credentials, Grant.Password("u", value)), text);
    }

    [Theory]
    [InlineData("A", 0), InlineData("61 62 63 A", 3)]
    [InlineData("1F600 A", 2)] // In UTF-16 units, as .NET counts.
    [InlineData("61 62 D800 63", 2)]
    public void The_message_says_where_in_words_that_hold_no_value(string codes, int index)
    {
        var error = Assert.Single(TokenRequest.Validate(new(Received.Credentials, Grant.Password(TextOf(codes), "p"))).FieldErrors());
        Assert.Equal($"username contains a character that isn't allowed, at position {index} (RFC 6749 appendix A).", error.Message);
    }

    [Theory, InlineData("E9", 0), InlineData("20 7E E9", 2)]
    public void The_position_is_that_of_the_first_forbidden_character(string codes, int index)
    {
        var client = new ClientCredentials(TextOf(codes), "s");
        var error = Assert.Single(TokenRequest.Validate(new(client, Grant.RefreshToken("r"))).FieldErrors());
        Assert.Equal($"client_id contains a character that isn't allowed, at position {index} (RFC 6749 appendix A).", error.Message);
    }

    private static string TextOf(string codes) => string.Concat(codes.Split(' ')
        .Select(code => int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
        .Select(code => code > char.MaxValue ? char.ConvertFromUtf32(code) : ((char)code).ToString()));

    // Alone, at the start, in the middle and at the end of an otherwise good value, in both formats.
    private static void AssertField(string field, bool isValid, Func<string, TokenRequest> make, string text)
    {
        foreach (var value in new[] { text, text + "ab", "a" + text + "b", "ab" + text })
        {
            foreach (var format in new[] { WireFormat.Form, WireFormat.Json })
            {
                var request = make(value) with { Format = format };
                if (isValid)
                {
                    Assert.Same(request, TokenRequest.Validate(request).Right());
                    Assert.Equal(request, TokenRequest.Decode(TokenRequest.Encode(request).Right()).Right());
                }
                else
                {
                    Assert.Equal([$"{field}: InvalidCharacter"], TokenRequest.Validate(request).Problems());
                    Assert.Equal([$"{field}: InvalidCharacter"], TokenRequest.Encode(request).Problems());
                }
            }
        }
    }
}

namespace PodioOAuth.Functional.Core.Tests.Requests;

/// <summary>Which characters a field takes: the productions of RFC 6749 appendix A, at their borders.</summary>
public sealed class FieldCharacterTests
{
    /// <summary>VSCHAR = %x20-7E.</summary>
    public static TheoryData<string, bool> VsChar => new()
    {
        { "\0", false }, { "\t", false }, { "\n", false }, { "\r", false }, { "\u001F", false },
        { " ", true }, { "!", true }, { "~", true }, { "\u007F", false }, { "\u0080", false }, { "\u00A0", false }, { "é", false },
        { "\uD7FF", false }, { "\uE000", false }, { "\uFFFD", false }, { "\uFFFE", false }, { "\uFFFF", false }, { "😀", false },
        { "\uFF41", false }, { "\uD800", false }, { "\uDC00", false },
    };

    /// <summary>UNICODECHARNOCRLF = %x09 / %x20-7E / %x80-D7FF / %xE000-FFFD / %x10000-10FFFF.</summary>
    public static TheoryData<string, bool> UnicodeNoCrLf => new()
    {
        { "\0", false }, { "\u0008", false }, { "\t", true }, { "\n", false }, { "\u000B", false }, { "\r", false }, { "\u001F", false },
        { " ", true }, { "~", true }, { "\u007F", false }, { "\u0080", true }, { "\u0085", true }, { "\u009F", true }, { "\u00A0", true },
        { "\u2028", true }, { "\uD7FF", true }, { "\uE000", true }, { "\uFDD0", true }, { "\uFEFF", true }, { "\uFFFD", true },
        { "\uFFFE", false }, { "\uFFFF", false }, { "\U00010000", true }, { "\U0001FFFE", true }, { "\U0010FFFF", true },
        { "\uD800", false }, { "\uDBFF", false }, { "\uDC00", false }, { "\uDFFF", false }, { "\uDC00\uD800", false }, { "\uD83D😀", false },
    };

    [Theory]
    [MemberData(nameof(VsChar))]
    public void Client_pair_code_and_tokens_take_visible_ascii_and_space(string text, bool isValid)
    {
        AssertField("client_id", isValid, value => new(new ClientCredentials(value, "s"), Grant.RefreshToken("r")), text);
        AssertField("client_secret", isValid, value => new(new ClientCredentials("c", value), Grant.RefreshToken("r")), text);
        AssertField("code", isValid, value => new(Received.Credentials, Grant.AuthorizationCode(value)), text);
        AssertField("app_token", isValid, value => new(Received.Credentials, Grant.App(1, value)), text);
        AssertField("refresh_token", isValid, value => new(Received.Credentials, Grant.RefreshToken(value)), text);
    }

    [Theory]
    [MemberData(nameof(UnicodeNoCrLf))]
    public void Username_and_password_take_unicode_without_line_breaks(string text, bool isValid)
    {
        AssertField("username", isValid, value => new(Received.Credentials, Grant.Password(value, "p")), text);
        AssertField("password", isValid, value => new(Received.Credentials, Grant.Password("u", value)), text);
    }

    [Theory]
    [InlineData("\n", 0)]
    [InlineData("abc\n", 3)]
    [InlineData("😀\n", 2)] // In UTF-16 units, as .NET counts.
    [InlineData("ab\uD800c", 2)]
    public void The_message_says_where_in_words_that_hold_no_value(string value, int index)
    {
        var error = Assert.Single(TokenRequest.Validate(new(Received.Credentials, Grant.Password(value, "p"))).FieldErrors());
        Assert.Equal($"username holds a character that is not allowed, at position {index} (RFC 6749 appendix A).", error.Message);
    }

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

namespace PodioOAuth.Functional.Core.Tests.Errors;

/// <summary>What the server wrote: prose prints its length, a code itself where it is plain, and what is revealed stays on one
/// line.</summary>
public sealed class ServerTextTests
{
    [Fact]
    public void Prose_prints_its_length()
    {
        Assert.Equal("[5 characters]", new ServerText("hello").ToString());
        Assert.Equal("\"[5 characters]\"", JsonSerializer.Serialize(new ServerText("hello")));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<ServerText>("\"hello\""));
        Assert.Throws<ArgumentNullException>(() => new ServerText(null!));
    }

    [Theory]
    [InlineData("hello, wörld 😀", "hello, wörld 😀"), InlineData("\t😀", "\\u0009😀")]
    [InlineData("a\r\nb\tc\0", "a\\u000d\\u000ab\\u0009c\\u0000")]
    [InlineData("\u001B[31m", "\\u001b[31m")] // A terminal's escape.
    [InlineData("\u0085\u2028\u2029", "\\u0085\\u2028\\u2029")] // Line breaks beyond ASCII.
    [InlineData("\u202E\u200F\u2066", "\\u202e\\u200f\\u2066")] // Reading direction.
    [InlineData("\uFEFF\u200B", "\\ufeff\\u200b"), InlineData("\u007F\u009B", "\\u007f\\u009b")]
    public void Revealed_text_has_its_controls_escaped(string text, string revealed)
    {
        Assert.Equal(revealed, new ServerText(text).Reveal());
        Assert.Equal(revealed, new ServerCode(text).Reveal());
    }

    [Fact]
    public void A_lone_surrogate_is_escaped() => Assert.Equal("a\\ud800b", new ServerText("a\uD800b").Reveal());

    [Fact]
    public void A_tag_that_hides_text_is_escaped() => // U+E0041: invisible, and outside the basic plane.
        Assert.Equal("a\\udb40\\udc41", new ServerText("a\U000E0041").Reveal());

    [Fact]
    public void Prose_is_revealed_up_to_2048_characters()
    {
        Assert.Equal(new string('a', 2048), new ServerText(new string('a', 2048)).Reveal());
        Assert.Equal(new string('a', 2048) + "…", new ServerText(new string('a', 2049)).Reveal());
        Assert.Equal("[2049 characters]", new ServerText(new string('a', 2049)).ToString());
    }

    [Fact]
    public void Prose_is_not_cut_through_a_character() => Assert.Equal(
        new string('a', 2047) + "…", new ServerText(new string('a', 2047) + "😀").Reveal());

    [Theory]
    [InlineData("invalid_grant", "invalid_grant")]
    [InlineData("oauth.client.invalid-id:2", "oauth.client.invalid-id:2")]
    [InlineData("Invalid authorization header", "Invalid authorization header")]
    [InlineData("", "[0 characters]")]
    [InlineData("a\nb", "[3 characters]")]
    [InlineData("a=b", "[3 characters]")]
    [InlineData("a\"b", "[3 characters]")]
    [InlineData("é", "[1 characters]")]
    public void A_code_prints_itself_where_it_is_plain(string code, string printed)
    {
        Assert.Equal(printed, new ServerCode(code).ToString());
        Assert.Equal($"\"{printed}\"", JsonSerializer.Serialize(new ServerCode(code)));
    }

    [Fact]
    public void A_code_prints_itself_up_to_64_characters()
    {
        Assert.Equal(new string('a', 64), new ServerCode(new string('a', 64)).ToString());
        Assert.Equal("[65 characters]", new ServerCode(new string('a', 65)).ToString());
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<ServerCode>("\"a\""));
        Assert.Throws<ArgumentNullException>(() => new ServerCode(null!));
    }

    [Fact]
    public void Texts_and_codes_are_equal_by_what_they_hold()
    {
        Assert.Equal(new ServerText("a"), new ServerText("a"));
        Assert.NotEqual(new ServerText("a"), new ServerText("b"));
        Assert.Equal(new ServerCode("a"), new ServerCode("a"));
        Assert.Equal(new ServerCode("a").GetHashCode(), new ServerCode("a").GetHashCode());
        Assert.NotEqual(new ServerCode("a"), new ServerCode("A"));
        Assert.True(new ServerCode("a").Is("a"));
        Assert.False(new ServerCode("a").Is("A"));
    }
}

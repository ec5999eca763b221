namespace PodioOAuth.Functional.Core.Tests.Replies;

/// <summary>Whom a token stands for (PODIO 3.5, 7.12).</summary>
public sealed class TokenReferenceTests
{
    [Theory]
    [InlineData("user", "123", "user 123")]
    [InlineData("app", "9223372036854775807", "app 9223372036854775807")]
    [InlineData("user", "9223372036854775808", "none")]
    [InlineData("user", "12a", "none")]
    [InlineData("user", "1.5", "none")]
    [InlineData("app", " 1", "none")]
    [InlineData("app", "1\0", "none")]
    [InlineData("app", "", "none")]
    [InlineData("app", null, "none")]
    [InlineData("", "1", "none")]
    [InlineData(null, "1", "none")]
    [InlineData("User", "1", "other User 1")] // Compared exactly.
    [InlineData("space", "s-1", "other space s-1"), InlineData("space", "", "none")]
    public void A_type_and_an_id_make_a_reference(string? type, string? id, string expected) =>
        Assert.Equal(expected, Name(TokenReference.Create(type, id)));

    [Theory]
    [InlineData("""{"type":"user","id":123}""", "user 123")]
    [InlineData("""{"type":"app","id":"7"}""", "app 7")]
    [InlineData("""{"id":9223372036854775807,"type":"user"}""", "user 9223372036854775807")]
    [InlineData("""{"type":"user","id":"7\u0000"}""", "none")]
    [InlineData("""{"type":"user","id":1e3}""", "none")]
    [InlineData("""{"type":"user"}""", "none")]
    [InlineData("""{"type":"org","id":7,"x":{"id":8}}""", "other org 7")]
    [InlineData("""{"type":"org","id":1.5}""", "none")]
    [InlineData("""{"type":"org","id":1e3}""", "none")]
    [InlineData("""{"type":"org","id":1E3}""", "none")]
    [InlineData("null", "none"), InlineData("[]", "none"), InlineData("\"user\"", "none")]
    public void The_ref_of_a_reply_becomes_a_reference(string json, string expected) => Assert.Equal(
        expected,
        Name(TokenReply
            .Parse(new HttpReply(200, null, Encoding.UTF8.GetBytes($$"""{"access_token":"a","ref":{{json}}}""")))
            .Right()
            .Reference));

    [Fact]
    public void Printing_shows_only_plain_words_of_the_server()
    {
        Assert.Equal("user 7", TokenReference.User(7).ToString());
        Assert.Equal("app 7", TokenReference.App(7).ToString());
        Assert.Equal("none", TokenReference.None.ToString());
        Assert.Equal("space s-1", TokenReference.Create("space", "s-1").ToString());
        Assert.Equal("[3 characters] [2 characters]", TokenReference.Create("a\nb", "é!").ToString());
    }

    private static string Name(TokenReference reference) => reference.Match(
        user: r => $"user {r.Id}", app: r => $"app {r.Id}", other: r => $"other {r.Type} {r.Id}", none: _ => "none");
}

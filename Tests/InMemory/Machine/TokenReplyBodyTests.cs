using FsCheck.Xunit;

namespace PodioOAuth.Functional.InMemory.Tests.Machine;

/// <summary>What the server writes for a token, literally, and that Core reads the same token back.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 500)]
public sealed class TokenReplyBodyTests
{
    [Property]
    public void Parsing_a_render_is_identity(Token token) => Assert.Equal(
        token, TokenReply.Parse(new HttpReply(200, "application/json; charset=utf-8", TokenReplyBody.Render(token))).Right());

    public static TheoryData<string, Token> Rendered => new()
    {
        {
            """{"access_token":"a","expires_in":60,"token_type":"bearer","scope":"s","ref":{"type":"user","id":1},"refresh_token":"r"}""",
            new Token("a", "bearer", TimeSpan.FromMinutes(1), "r", TokenReference.User(1), "s")
        },
        { """{"access_token":"a","token_type":"bearer"}""", Bare },
        { """{"access_token":"\"\\&+'<","token_type":"bearer"}""", Bare with { AccessToken = "\"\\&+'<" } },

        // An id has 64 bits, and an other id is text.
        {
            """{"access_token":"a","token_type":"bearer","ref":{"type":"app","id":9223372036854775807}}""",
            Bare with { Reference = TokenReference.App(long.MaxValue) }
        },
        {
            """{"access_token":"a","token_type":"bearer","ref":{"type":"space","id":"42"}}""",
            Bare with { Reference = TokenReference.Create("space", "42") }
        },

        // A lifetime is rounded down to seconds.
        { """{"access_token":"a","expires_in":1,"token_type":"bearer"}""", Bare with { Lifetime = TimeSpan.FromTicks(19_999_999) } },
        { """{"access_token":"a","expires_in":0,"token_type":"bearer"}""", Bare with { Lifetime = TimeSpan.Zero } },
        { """{"access_token":"a","expires_in":-1,"token_type":"bearer"}""", Bare with { Lifetime = TimeSpan.FromTicks(-1) } },
        { """{"access_token":"a","expires_in":-1,"token_type":"bearer"}""", Bare with { Lifetime = TimeSpan.FromSeconds(-1) } },
    };

    private static Token Bare { get; } = new("a", "bearer", Lifetime: null, RefreshToken: null, TokenReference.None, Scope: null);

    [Theory, MemberData(nameof(Rendered))]
    public void A_token_is_written_in_Podios_order_and_absent_members_are_omitted(string json, Token token) =>
        Assert.Equal(json, Encoding.UTF8.GetString(TokenReplyBody.Render(token)));
}

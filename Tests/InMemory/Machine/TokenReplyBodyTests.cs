using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PodioOAuth.Functional.InMemory.Tests.Wire;

namespace PodioOAuth.Functional.InMemory.Tests.Machine;

/// <summary>What the server writes for a token, literally, and that Core reads the same token back.</summary>
[Properties(Arbitrary = [typeof(Tokens)], MaxTest = 500)]
public sealed class TokenReplyBodyTests
{
    [Property]
    public void Parsing_a_render_is_identity(Token token) => Assert.Equal(
        token, TokenReply.Parse(new HttpReply(200, "application/json; charset=utf-8", TokenReplyBody.Render(token))).Right());

    [Fact]
    public void A_user_token_is_written_in_Podios_order() => AssertRendered(
        """{"access_token":"a","expires_in":60,"token_type":"bearer","scope":"s:all","ref":{"type":"user","id":1},"refresh_token":"r"}""",
        new Token("a", "bearer", TimeSpan.FromMinutes(1), "r", TokenReference.User(1), "s:all"));

    [Fact]
    public void What_is_none_is_left_out() => AssertRendered(
        """{"access_token":"a","token_type":"bearer"}""",
        new Token("a", "bearer", Lifetime: null, RefreshToken: null, TokenReference.None, Scope: null));

    [Fact]
    public void An_id_has_64_bits_and_an_other_id_is_text()
    {
        AssertRendered(
            """{"access_token":"a","token_type":"bearer","ref":{"type":"app","id":9223372036854775807}}""",
            new Token("a", "bearer", null, null, TokenReference.App(long.MaxValue), null));
        AssertRendered(
            """{"access_token":"a","token_type":"bearer","ref":{"type":"space","id":"42"}}""",
            new Token("a", "bearer", null, null, TokenReference.Create("space", "42"), null));
    }

    [Theory]
    [InlineData(19_999_999, 1)]
    [InlineData(0, 0)]
    [InlineData(-1, -1)]
    [InlineData(-10_000_000, -1)]
    public void A_lifetime_is_rounded_down_to_seconds(long ticks, int seconds) => AssertRendered(
        $$"""{"access_token":"a","expires_in":{{seconds}},"token_type":"bearer"}""",
        new Token("a", "bearer", TimeSpan.FromTicks(ticks), null, TokenReference.None, null));

    [Fact]
    public void Quotes_and_backslashes_are_escaped() => AssertRendered(
        """{"access_token":"\"\\&+'<","token_type":"bearer"}""",
        new Token("\"\\&+'<", "bearer", null, null, TokenReference.None, null));

    private static void AssertRendered(string expected, Token token) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(TokenReplyBody.Render(token)));

    public static class Tokens
    {
        private static Gen<string> VsChars =>
            Gen.Choose(0x20, 0x7E).Select(unit => (char)unit).NonEmptyListOf().Select(units => string.Concat(units));

        private static Gen<string> Texts => Gen.OneOf(
            VsChars,
            Gen.Elements("\u00e9", "\ud83d\ude00", "\u2028", "\0", "\"", "user ", "Ж").NonEmptyListOf()
                .Select(parts => string.Concat(parts)));

        private static Gen<long> Ids =>
            Gen.OneOf(Gen.Elements(0, 1, -1, long.MinValue, long.MaxValue), ArbMap.Default.GeneratorFor<long>());

        private static Gen<TokenReference> References => Gen.OneOf(
            Gen.Constant(TokenReference.None),
            Ids.Select(TokenReference.User),
            Ids.Select(TokenReference.App),
            from type in Texts from id in Texts select TokenReference.Create(type, id));

        public static Arbitrary<Token> All() => (
            from access in VsChars
            from type in Gen.Elements("bearer", "Bearer", "BEARER")
            from seconds in Gen.OneOf(
                Gen.Constant<int?>(null),
                Gen.Elements<int?>(0, 1, -1, 28800, int.MaxValue),
                Gen.Choose(0, 100_000).Select(value => (int?)value))
            from refresh in Gen.OneOf(Gen.Constant<string?>(null), VsChars.Select(text => (string?)text))
            from reference in References
            from scope in Gen.OneOf(Gen.Constant<string?>(null), Texts.Select(text => (string?)text))
            let lifetime = seconds is { } whole ? TimeSpan.FromSeconds(whole) : (TimeSpan?)null
            select new Token(access, type, lifetime, refresh, reference, scope)).ToArbitrary();
    }
}

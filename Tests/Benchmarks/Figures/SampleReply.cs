using System.Text;
using LanguageExt;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>A reply of some 400 bytes in the shape that Podio sends (PODIO 3.1; the corpus' first file), with tokens that never
/// were.</summary>
internal static class SampleReply
{
    internal static readonly byte[] Body = Encoding.ASCII.GetBytes(
        """
        {"access_token":"a4f5e0b74109769d9708a6d47d23b51eb4432b76735982edbc44e28d70177bdb
        """ + """
        bc054c97f9f3b57cb23edc352dbc7f3b79aef3100a3870c7b54b9ad91a9c3024",
        """ + """
        "expires_in":28800,"token_type":"bearer","scope":"global:all","ref":{"type":"user","id":123},
        """ + """
        "refresh_token":"a1750ce3eee77b5d236d30fbcf4356e5b4c17e9e8eea44c821a2b4952099d31e
        """ + """
        9ca792bdb19ff599c02d03692e9f4d933b836d945e36f365425c55ed84043396"}
        """);

    internal static readonly HttpReply Reply = MakeReply();

    internal static HttpReply MakeReply() => new(200, "application/json; charset=utf-8", Body);

    internal static TokenValues ParseValues(HttpReply reply) => ValuesOf(TokenReply.Parse(reply));

    internal static TokenValues ValuesOf(Either<OAuthError, Token> parsed) => parsed.Match(
        Right: token => new TokenValues(
            token.AccessToken.Reveal(),
            token.TokenType,
            (long?)token.Lifetime?.TotalSeconds,
            token.RefreshToken?.Reveal(),
            token.Scope,
            token.Reference is UserReference ? "user" : null,
            token.Reference is UserReference user ? user.Id : null),
        Left: error => throw new InvalidOperationException(error.Describe()));
}

/// <summary>What a reply says, in words common to all contenders. A struct: it is not to add to what anybody allocates.</summary>
internal readonly record struct TokenValues(
    string? AccessToken, string? TokenType, long? ExpiresIn, string? RefreshToken, string? Scope, string? ReferenceType, long? ReferenceId);

using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>Tokens as Podio grants them, and replies as anything may send them.</summary>
public static class Replies
{
    private static readonly string[] Scraps =
    [
        "{", "}", "[", "]", "\"", ":", ",", "null", "true", "1e400", "-1", "28800", "\\ud800", "\\u0000", "\"access_token\"", "\"refresh_token\"",
        "\"expires_in\"", "\"token_type\"", "\"ref\"", "\"scope\"", "\"error\"", "\"error_description\"", "\"server_nonce\"", "\"bearer\"",
        "\"type\"", "\"id\"", "\"user\"", "wait 300 seconds", "<html>", "\u00ef\u00bb\u00bf", "\r\n", "😀",
    ];

    private static readonly string[] HeaderValues =
        ["", "0", "30", "-5", "soon", "99999999999999999999", "Tue, 11 Aug 2026 09:20:00 GMT", "Wed, 21 Oct 2015 07:28:00 GMT", "error=\"expired_token\"", "\r\n", "ä"];

    /// <summary>A reference of any case.</summary>
    public static Gen<TokenReference> Reference { get; } = Gen.OneOf(
        Gen.Choose(1, int.MaxValue).Select(id => TokenReference.User((long)id << 12)),
        Gen.Choose(1, int.MaxValue).Select(id => TokenReference.App(id)),
        from type in HostileText.UnicodeNoCrLf from id in HostileText.UnicodeNoCrLf select TokenReference.Create(type, id),
        Gen.Constant(TokenReference.None));

    /// <summary>A token; lifetimes of whole seconds, known or not.</summary>
    public static Gen<Token> Token { get; } =
        from accessToken in Requests.Secret
        from tokenType in Gen.Elements("bearer", "Bearer", "BEARER")
        from lifetime in Gen.Frequency((4, Gen.Choose(-10, 100_000).Select(s => (TimeSpan?)TimeSpan.FromSeconds(s))), (1, Gen.Constant<TimeSpan?>(null)))
        from refreshToken in Gen.Frequency((3, Requests.Secret.Select(secret => (Secret?)secret)), (1, Gen.Constant<Secret?>(null)))
        from reference in Reference
        from scope in Gen.Frequency((3, HostileText.UnicodeNoCrLf.Select(text => (string?)text)), (1, Gen.Constant<string?>(null)))
        select new Token(accessToken, tokenType, lifetime, refreshToken, reference, scope);

    /// <summary>Bytes that are nothing in particular, or scraps of JSON in any order.</summary>
    public static Gen<byte[]> Body { get; } = Gen.OneOf(
        Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(),
        Gen.Elements(Scraps).ArrayOf().Select(scraps => Encoding.UTF8.GetBytes(string.Concat(scraps))));

    /// <summary>A reply of any status with any headers and this body.</summary>
    public static Gen<HttpReply> With(Gen<byte[]> bodies) =>
        from status in Gen.OneOf(Gen.Elements(200, 201, 204, 302, 400, 401, 403, 404, 420, 429, 500, 502, 503), Gen.Choose(-1, 1000))
        from body in bodies
        from tooLarge in Gen.Frequency((20, Gen.Constant(false)), (1, Gen.Constant(true)))
        from retryAfter in Gen.Elements(HeaderValues).ArrayOf(2)
        from headers in Gen.Elements(HeaderValues).ArrayOf(6)
        select new HttpReply(status, headers[0], body)
        {
            IsBodyTooLarge = tooLarge,
            RetryAfter = retryAfter,
            Date = headers[1],
            RequestId = headers[2],
            WwwAuthenticate = headers[3],
            RateLimitLimit = headers[4],
            RateLimitRemaining = headers[5],
        };

    /// <summary>A known body with bytes flipped, cut out, doubled or put in: close to valid, which is where readers break.</summary>
    public static Gen<byte[]> Mutated(byte[] body) =>
        from kind in Gen.Choose(0, 3)
        from at in Gen.Choose(0, Math.Max(0, body.Length - 1))
        from length in Gen.Choose(0, body.Length - at)
        from value in Gen.Choose(0, 255)
        select kind switch
        {
            0 => [.. body[..at], (byte)value, .. body.Skip(at + 1)],
            1 => [.. body[..at], .. body[(at + length)..]],
            2 => [.. body[..(at + length)], .. body[at..]],
            _ => (byte[])[.. body[..at], (byte)value, .. body[at..]],
        };
}

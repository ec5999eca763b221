using System.Buffers;
using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>Texts that are valid in a field of a token request and break careless encoders.</summary>
/// <remarks>About half of every text is made of what has a meaning in forms, URLs, JSON or headers.</remarks>
public static class HostileText
{
    private static readonly string[] Reserved =
    [
        "&", "=", "+", "%", ";", " ", "\"", "\\", "/", "?", "#", ":", "@", "'", "<", "{", "}", ",", "~", "*",
        "%20", "%2", "%zz", "%00", "&grant_type=app", "=&=", "\\u0026", "\"}", "  ",
    ];

    private static readonly string[] BeyondAscii =
    [
        "\t", "\u0080", "\u009f", "ä", "£", "€", "漢", "e\u0301", "\u200b", "\u2028", "\u202e", "\ue000", "\ufffd", "😀", "👩‍👩‍👧", "\U0001fffe", "\U0010ffff",
    ];

    private static readonly SearchValues<char> Harmless = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._");

    private static readonly Gen<string> Plain =
        Gen.Elements("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".ToCharArray()).Select(c => c.ToString());

    /// <summary>1*VSCHAR (RFC 6749 appendix A): what client ids, secrets, codes and tokens are made of.</summary>
    public static Gen<string> VsChar { get; } = Joined(Gen.Frequency((1, Plain), (1, Gen.Elements(Reserved))));

    /// <summary>1*UNICODECHARNOCRLF (RFC 6749 appendix A): what user names and passwords are made of.</summary>
    public static Gen<string> UnicodeNoCrLf { get; } =
        Joined(Gen.Frequency((2, Plain), (1, Gen.Elements(Reserved)), (1, Gen.Elements(BeyondAscii))));

    /// <summary>Redirect URIs: https, loopback, custom schemes, URNs, with queries and escapes that a normaliser would rewrite.</summary>
    public static Gen<string> RedirectUri { get; } =
        from start in Gen.Elements("https://app.example/cb", "http://localhost:8080/", "HTTPS://App.Example:443/a/../b", "myapp:/cb", "urn:ietf:wg:oauth:2.0:oob", "a:")
        from rest in Gen.Elements("", "?", "?a=b&c=d", "?q=%20+%c3%a9", "/%7Euser", "?next=https://b.example/?x=1;y=2", "(!$'*,)", "%2F%2f")
        select start + rest;

    /// <summary>Whether the text holds a character that an encoder has to escape.</summary>
    public static bool IsHostile(string text) => text.AsSpan().ContainsAnyExcept(Harmless);

    private static Gen<string> Joined(Gen<string> piece) =>
        from length in Gen.Choose(1, 12)
        from pieces in piece.ArrayOf(length)
        select string.Concat(pieces);
}

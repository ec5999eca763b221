using System.Buffers;

namespace PodioOAuth.Functional;

/// <summary>The requirements of RFC 6749 §3.1.2 and RFC 3986 for a redirect URI: a scheme, only URI characters, complete escapes, no
/// fragment.</summary>
/// <remarks><see cref="Uri"/> isn't used, because it accepts relative paths, spaces and incomplete escapes, and rewrites its
/// input.</remarks>
internal static class RedirectUriRule
{
    private static readonly SearchValues<char> UriCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?[]@!$&'()*+,;=%"); // RFC 3986 §2, without #

    private static readonly SearchValues<char> SchemeCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-."); // RFC 3986 §3.1

    internal static (FieldProblem Problem, int Index)? FindProblem(string uri)
    {
        var strange = uri.AsSpan().IndexOfAnyExcept(UriCharacters);
        if (strange >= 0)
        {
            return (uri[strange] == '#' ? FieldProblem.HasFragment : FieldProblem.InvalidCharacter, strange);
        }

        var colon = uri.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !char.IsAsciiLetter(uri[0]) || uri.AsSpan(0, colon).ContainsAnyExcept(SchemeCharacters))
        {
            return (FieldProblem.NotAbsolute, 0);
        }

        return IndexOfMalformedEscape(uri) is >= 0 and var escape ? (FieldProblem.MalformedEscape, escape) : null;
    }

    /// <summary>Returns where a percent sign isn't followed by two hexadecimal digits; -1 if there is none.</summary>
    internal static int IndexOfMalformedEscape(string uri)
    {
        var index = uri.IndexOf('%', StringComparison.Ordinal);
        while (index >= 0 && Uri.IsHexEncoding(uri, index))
        {
            index = uri.IndexOf('%', index + 1);
        }

        return index;
    }
}

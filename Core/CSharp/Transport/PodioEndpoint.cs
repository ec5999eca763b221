using System.Globalization;
using System.Net;
using System.Text;
using LanguageExt;

namespace PodioOAuth.Functional;

// PodioEndpoint = api base × authorize address

/// <summary>The addresses of Podio: the base address of its API, and the page on which users agree (PODIO 1.1, 1.7).</summary>
/// <remarks>Immutable, with value equality. Every instance is safe to send credentials to: https, or http to loopback.</remarks>
public sealed record PodioEndpoint
{
    private const string PublicApi = "https://api.podio.com/";
    private const string PublicAuthorize = "https://podio.com/oauth/authorize";

    private PodioEndpoint(Uri api, Uri authorize) => (Api, Authorize) = (api, authorize);

    /// <summary>The public API, <c>https://api.podio.com/</c>.</summary>
    public static PodioEndpoint Default { get; } = new(new Uri(PublicApi), new Uri(PublicAuthorize));

    /// <summary>The base address of the API. Its path ends with a slash.</summary>
    public Uri Api { get; }

    /// <summary>The address of the authorize page.</summary>
    public Uri Authorize { get; }

    /// <summary>Creates an endpoint from addresses that must be absolute, use https (or http to loopback), have no user information, query,
    /// fragment, backslash, invisible character or incomplete escape, and at most 16,384 characters, and whose host is resolved by the name
    /// as written.</summary>
    /// <param name="api">The base address of the API. A base path such as <c>/podio</c> is kept.</param>
    /// <param name="authorize">The authorize page. The default is <c>oauth/authorize</c> below the base address, on the host without a
    /// leading <c>api.</c>, as Podio's own clients derive it.</param>
    public static Either<OAuthError, PodioEndpoint> Create(string? api, string? authorize = null)
    {
        List<FieldError> errors = [];
        var apiUri = Check(FieldNames.ApiBase, api, errors);
        var authorizeUri = authorize is null ? null : Check(FieldNames.Authorize, authorize, errors);
        return errors.Count > 0
            ? OAuthError.InvalidInput(errors)
            : new PodioEndpoint(WithSlash(apiUri!), authorizeUri ?? DeriveAuthorize(WithSlash(apiUri!)));
    }

    /// <summary>Returns the address to which a request is sent.</summary>
    public Uri AddressOf(FormRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new Uri(Api, request.Path[1..]); // Relative: an absolute path would replace the base path.
    }

    private static Uri? Check(string field, string? address, List<FieldError> errors)
    {
        if (string.IsNullOrEmpty(address))
        {
            errors.Add(FieldErrors.Absent(field, isNull: address is null));
            return null;
        }

        if (address.Length > BodyWriter.LongestField)
        {
            errors.Add(FieldErrors.Bad(field, FieldProblem.TooLong, BodyWriter.LongestField));
            return null;
        }

        if (IndexOfStranger(address) is >= 0 and var index)
        {
            errors.Add(FieldErrors.Bad(field, FieldProblem.InvalidCharacter, index));
            return null;
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http")
            || AuthorityOf(address) is not { IsEmpty: false } authority)
        {
            errors.Add(FieldErrors.Bad(field, FieldProblem.NotAbsolute));
            return null;
        }

        if (!IsSafe(uri, address) || authority.Contains('@')) // Not Uri.UserInfo, which doesn't distinguish empty from absent.
        {
            errors.Add(FieldErrors.Bad(field, FieldProblem.Insecure));
            return null;
        }

        if (IndexOfForeign(address, authority, uri) is >= 0 and var foreign)
        {
            errors.Add(FieldErrors.Bad(field, FieldProblem.InvalidCharacter, foreign));
            return null;
        }

        if (RedirectUriRule.IndexOfMalformedEscape(address) is >= 0 and var escape)
        {
            errors.Add(FieldErrors.Bad(field, FieldProblem.MalformedEscape, escape)); // Uri replaces an emoji that comes after one.
            return null;
        }

        return uri;
    }

    // Invisible characters come along with a pasted address; Uri drops them from a host and keeps them in a path. Uri reads a backslash as
    // a slash, and elsewhere it begins user information. -1 for none.
    private static int IndexOfStranger(string address)
    {
        for (var index = 0; index < address.Length; index += char.IsSurrogatePair(address, index) ? 2 : 1)
        {
            if (address[index] == '\\' || IsInvisible(Rune.TryGetRuneAt(address, index, out var rune) ? rune : Rune.ReplacementChar))
            {
                return index;
            }
        }

        return -1;
    }

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune == Rune.ReplacementChar
        || (Rune.IsWhiteSpace(rune) && rune.Value != ' ')
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0 or 0x16FE4 or 0x1D159 // No glyph.
            or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF); // Variation selectors.

    // What is between the two slashes and the next one: empty unless there are exactly two.
    private static ReadOnlySpan<char> AuthorityOf(ReadOnlySpan<char> address)
    {
        var rest = address[(address.IndexOf(':') + 1)..];
        if (!rest.StartsWith("//"))
        {
            return [];
        }

        var end = rest[2..].IndexOfAny("/?#");
        return end < 0 ? rest[2..] : rest.Slice(2, end);
    }

    private static bool IsSafe(Uri uri, string address) =>
        (uri.Scheme == "https" || IsLoopback(uri))
        && IsResolvable(uri)
        && !address.Contains('?', StringComparison.Ordinal)
        && !address.Contains('#', StringComparison.Ordinal);

    // Where the host differs from the name that is resolved: at a zone, which the check ignored, or at the first letter that is mapped to
    // another, such as a bold 'api', or has no resolvable form. -1 if it doesn't differ.
    private static int IndexOfForeign(string address, ReadOnlySpan<char> authority, Uri uri)
    {
        var colon = authority.IndexOf(':');
        var host = colon < 0 ? authority : authority[..colon];
        return authority.Contains('%') ? address.IndexOf('%', StringComparison.Ordinal)
            : Ascii.IsValid(host) || IsSame(host.ToString(), uri.IdnHost) ? -1
            : address.AsSpan().IndexOfAnyExceptInRange('\0', '\x7F');
    }

    // Case doesn't change a name. Both cases are compared: a micro sign equals the letter mu in upper case only, a Kelvin sign equals k in
    // lower case only.
    private static bool IsSame(string host, string idnHost)
    {
        if (!Ascii.IsValid(idnHost))
        {
            return false; // A label that is too long comes back unchanged.
        }

        try
        {
            var resolved = new IdnMapping().GetUnicode(idnHost);
            return host.Equals(resolved, StringComparison.OrdinalIgnoreCase)
                && Lower(host).SequenceEqual(Lower(resolved));
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static IEnumerable<Rune> Lower(string host) => host.EnumerateRunes().Select(Rune.ToLowerInvariant);

    // Uri accepts some names that have no resolvable form; resolving one throws, either here or with each request.
    private static bool IsResolvable(Uri uri)
    {
        try
        {
            return uri.IdnHost.Trim('.').Length > 0 && uri.IdnHost[0] != '.';
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    // Not Uri.IsLoopback: it also accepts the machine's own name, which a resolver may send anywhere. The name "loopback" is safe: Uri
    // rewrites it to localhost.
    private static bool IsLoopback(Uri uri) =>
        uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static Uri WithSlash(Uri uri) =>
        uri.AbsolutePath.EndsWith('/') ? uri : new UriBuilder(uri) { Path = uri.AbsolutePath + "/" }.Uri;

    private static Uri DeriveAuthorize(Uri api)
    {
        var page = new UriBuilder(new Uri(api, "oauth/authorize"));
        if (api.IdnHost.StartsWith("api.", StringComparison.Ordinal)
            && Uri.CheckHostName(api.IdnHost["api.".Length..]) == UriHostNameType.Dns) // Neither empty nor an IP address.
        {
            page.Host = api.IdnHost["api.".Length..];
        }

        return page.Uri;
    }
}

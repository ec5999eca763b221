using System.Net;
using LanguageExt;

namespace PodioOAuth.Functional;

// PodioEndpoint = api base × authorize address

/// <summary>Where Podio is: the base address of its API, and the page on which users agree (PODIO 1.1, 1.7).</summary>
/// <remarks>Immutable, with value equality. Every one that exists is safe to send credentials to: https, or http to loopback.</remarks>
public sealed record PodioEndpoint
{
    private const string PublicApi = "https://api.podio.com/";
    private const string PublicAuthorize = "https://podio.com/oauth/authorize";

    private PodioEndpoint(Uri api, Uri authorize) => (Api, Authorize) = (api, authorize);

    /// <summary>The public API, <c>https://api.podio.com/</c>.</summary>
    public static PodioEndpoint Default { get; } = new(new Uri(PublicApi), new Uri(PublicAuthorize));

    /// <summary>The base address of the API. Its path ends in a slash.</summary>
    public Uri Api { get; }

    /// <summary>The address of the authorize page.</summary>
    public Uri Authorize { get; }

    /// <summary>Checks addresses: absolute, https or http to loopback, without user information, query or fragment.</summary>
    /// <param name="api">The base address of the API. A base path such as <c>/podio</c> is kept.</param>
    /// <param name="authorize">The authorize page. By default <c>oauth/authorize</c> below the base, on the host without a leading
    /// <c>api.</c>, as Podio's own clients derive it.</param>
    public static Either<OAuthError, PodioEndpoint> Create(string? api, string? authorize = null)
    {
        List<FieldError> errors = [];
        var apiUri = Check(FieldNames.ApiBase, api, errors);
        var authorizeUri = authorize is null ? null : Check(FieldNames.Authorize, authorize, errors);
        return errors.Count > 0
            ? OAuthError.InvalidInput(errors)
            : new PodioEndpoint(WithSlash(apiUri!), authorizeUri ?? DeriveAuthorize(WithSlash(apiUri!)));
    }

    /// <summary>The address that a request goes to.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    public Uri AddressOf(FormRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new Uri(Api, request.Path[1..]); // Relative: an absolute path would drop the base's own.
    }

    private static Uri? Check(string field, string? address, List<FieldError> errors)
    {
        if (string.IsNullOrEmpty(address))
        {
            errors.Add(FieldErrors.Absent(field, isNull: address is null));
            return null;
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
        {
            errors.Add(FieldErrors.Bad(field, FieldProblem.NotAbsolute));
            return null;
        }

        if (!IsSafe(uri, address))
        {
            errors.Add(FieldErrors.Bad(field, FieldProblem.Insecure));
            return null;
        }

        return uri;
    }

    private static bool IsSafe(Uri uri, string address) =>
        (uri.Scheme == "https" || IsLoopback(uri))
        && IsResolvable(uri)
        && !HasUserInfo(address)
        && !address.Contains('?', StringComparison.Ordinal)
        && !address.Contains('#', StringComparison.Ordinal);

    // Not Uri.UserInfo, which does not tell an empty one from none.
    private static bool HasUserInfo(string address)
    {
        var authority = address.AsSpan(address.IndexOf("://", StringComparison.Ordinal) + "://".Length);
        var end = authority.IndexOfAny('/', '\\');
        return (end < 0 ? authority : authority[..end]).Contains('@');
    }

    // Some names that Uri takes have no form that goes to a resolver; asking for it throws, here or at each send.
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

    // Not Uri.IsLoopback: it takes the machine's own name as well, which a resolver may send anywhere.
    // The name "loopback" is no danger: Uri rewrites it to localhost.
    private static bool IsLoopback(Uri uri) =>
        uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static Uri WithSlash(Uri uri) =>
        uri.AbsolutePath.EndsWith('/') ? uri : new UriBuilder(uri) { Path = uri.AbsolutePath + "/" }.Uri;

    private static Uri DeriveAuthorize(Uri api)
    {
        var page = new UriBuilder(new Uri(api, "oauth/authorize"));
        if (api.IdnHost.StartsWith("api.", StringComparison.Ordinal) && api.IdnHost.Trim('.') != "api")
        {
            page.Host = page.Host["api.".Length..];
        }

        return page.Uri;
    }
}

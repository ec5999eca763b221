using System.Net;

namespace PodioOAuth.Functional.Serving;

/// <summary>The parameters of the authorize step (PODIO 1.8).</summary>
/// <param name="ClientId">The client, or null.</param>
/// <param name="RedirectUri">Where to send the user back, or null.</param>
/// <param name="ResponseType"><c>code</c>, the default, or <c>token</c>; any other is rejected.</param>
/// <param name="Scope">The requested scope, or null.</param>
/// <param name="State">The client's own state, returned unchanged, or null.</param>
/// <param name="Repeated">The name of a parameter that was sent more than once, or null (PODIO 1.12).</param>
internal sealed record AuthorizeQuery(
    string? ClientId, string? RedirectUri, string ResponseType, string? Scope, string? State, string? Repeated)
{
    internal const string Code = "code";
    internal const string Token = "token";

    private static readonly string[] Names = ["client_id", "redirect_uri", "response_type", "scope", "state"];

    /// <summary>Where the result goes: into the fragment for a token, otherwise into the query.</summary>
    internal AuthorizationResponseType Answered => ResponseType == Token ? AuthorizationResponseType.Token : AuthorizationResponseType.Code;

    internal static AuthorizeQuery Read(string? query)
    {
        var values = (query ?? "").Split('&').Select(Pair).ToLookup(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
        return new(
            Value("client_id"), Value("redirect_uri"), Value("response_type") ?? Code, Value("scope"), Value("state"),
            Names.FirstOrDefault(name => values[name].Skip(1).Any()));

        string? Value(string name) => values[name].FirstOrDefault() is { Length: > 0 } first ? first : null;
    }

    // Not HttpUtility.ParseQueryString, which treats STATE and state as one name and %u0041 as an escape.
    private static (string Name, string Value) Pair(string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (WebUtility.UrlDecode(pair), "")
            : (WebUtility.UrlDecode(pair[..equals]), WebUtility.UrlDecode(pair[(equals + 1)..]));
    }
}

using System.Globalization;
using System.Net;

namespace PodioOAuth.Functional;

/// <summary>What the authorize step sends back: in the query for a code (PODIO 1.10), in the fragment for a token (PODIO 1.11).</summary>
internal static class AuthorizeReply
{
    // PODIO 1.10, in its order.
    internal static readonly (string Name, string Value)[] Denied =
    [
        ("error_reason", "user_denied"),
        ("error", "access_denied"),
        ("error_description", "The user denied your request."),
    ];

    // RFC 6749 §4.1.2.1: Podio's own are not on record.
    internal static readonly (string Name, string Value)[] InvalidScope =
        [("error", "invalid_scope"), ("error_description", "The scope is not one of Podio's.")];

    internal static readonly (string Name, string Value)[] UnsupportedResponseType =
        [("error", "unsupported_response_type"), ("error_description", "The response type is neither code nor token.")];

    internal static IEnumerable<(string Name, string Value)> Code(Secret code) => [("code", code.Reveal())];

    /// <summary>The members of a token as text, without a reference: this flow has none (PODIO 1.11).</summary>
    internal static IEnumerable<(string Name, string Value)> Of(Token token) =>
    [
        ("access_token", token.AccessToken.Reveal()),
        ("token_type", token.TokenType),
        ("expires_in", Math.Floor(token.Lifetime!.Value.TotalSeconds).ToString("0", CultureInfo.InvariantCulture)),
        ("refresh_token", token.RefreshToken!.Reveal()),
        ("scope", token.Scope!),
    ];

    /// <summary>The redirect URI with the parameters, and with the state that was sent.</summary>
    internal static string Location(AuthorizeQuery query, IEnumerable<(string Name, string Value)> parameters)
    {
        var text = string.Join('&', parameters
            .Concat(query.State is null ? [] : [("state", query.State)])
            .Select(parameter => $"{parameter.Name}={WebUtility.UrlEncode(parameter.Value)}"));
        var mark = query.ResponseType == AuthorizeQuery.Token ? '#' : query.RedirectUri!.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return $"{query.RedirectUri}{mark}{text}";
    }
}

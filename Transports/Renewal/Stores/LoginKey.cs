using System.Diagnostics.CodeAnalysis;

namespace PodioOAuth.Functional.Stores;

// LoginKey = endpoint × client id × kind × name
// ToString : LoginKey → text, and Parse is its inverse

/// <summary>The key under which a login is stored.</summary>
/// <remarks>
/// Its parts are the API's base address, the client ID, the kind of login and a name: the email address of a password login, the app ID of
/// an app, or the caller's own name for a login that started with a code. It contains no secret and no hash of one: a login survives a new
/// client secret. With a changed password or app token the source starts again: the entry belongs to those who know the secret that started
/// it.
/// </remarks>
public sealed record LoginKey
{
    private readonly string _text;

    private LoginKey(PodioEndpoint endpoint, string clientId, string kind, string name)
    {
        (Endpoint, ClientId, Kind, Name) = (endpoint, clientId, kind, name);
        _text = $"login/{EscapedApi.Of(endpoint)}/{Uri.EscapeDataString(ClientId)}/{Kind}/{Uri.EscapeDataString(Name)}";
    }

    /// <summary>The endpoint of Podio.</summary>
    public PodioEndpoint Endpoint { get; }

    /// <summary>The client ID.</summary>
    public string ClientId { get; }

    /// <summary>The kind of login: <c>password</c>, <c>app</c> or <c>login</c>.</summary>
    public string Kind { get; }

    /// <summary>The email address, the app ID or the caller's name.</summary>
    public string Name { get; }

    /// <summary>Creates the key of a person's login.</summary>
    /// <param name="endpoint">The endpoint of Podio.</param>
    /// <param name="clientId">The client ID.</param>
    /// <param name="name">The caller's name for the person. Must not be a secret.</param>
    /// <exception cref="ArgumentException">A text is null, empty or contains an unpaired surrogate.</exception>
    public static LoginKey OfLogin(PodioEndpoint endpoint, string clientId, string name) => Create(endpoint, clientId, "login", name);

    /// <summary>Creates the key of a login that starts, and can start again, with a password or an app.</summary>
    /// <param name="endpoint">The endpoint of Podio.</param>
    /// <param name="request">The request, with a password or app grant.</param>
    /// <exception cref="ArgumentException">The request has another grant or is incomplete.</exception>
    public static LoginKey OfRequest(PodioEndpoint endpoint, TokenRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.Client, nameof(request));
        return request.Grant?.Origin is { } origin
            ? Create(endpoint, request.Client.ClientId, origin.Kind, origin.Name)
            : throw new ArgumentException("The request must have a password or app grant.", nameof(request));
    }

    /// <summary>Parses a key that <see cref="ToString"/> wrote.</summary>
    /// <param name="text">The text to parse.</param>
    /// <exception cref="FormatException"><paramref name="text"/> isn't the key of a login.</exception>
    public static LoginKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var key) ? key : throw new FormatException("The text isn't the key of a login.");
    }

    /// <summary>Parses a key that <see cref="ToString"/> wrote.</summary>
    /// <remarks>The authorize page isn't part of a key: <see cref="Endpoint"/> has the one that belongs to the API's base
    /// address.</remarks>
    /// <param name="text">The text, such as a key that a store lists.</param>
    /// <param name="key">The key; null if the text isn't the key of a login.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out LoginKey? key)
    {
        key = text?.Split('/') is ["login", var api, var clientId, { Length: > 0 } kind, var name]
            ? PodioEndpoint.Create(Uri.UnescapeDataString(api)).MatchUnsafe<LoginKey?>(
                Right: endpoint => new LoginKey(endpoint, Uri.UnescapeDataString(clientId), kind, Uri.UnescapeDataString(name)),
                Left: _ => null)
            : null;

        // Text with different escaping, or with an empty part, isn't a key.
        key = key is { ClientId.Length: > 0, Name.Length: > 0 } && key.ToString() == text ? key : null;
        return key is not null;
    }

    /// <summary>Returns whether both keys identify the same login, whatever the authorize pages of their endpoints are.</summary>
    public bool Equals(LoginKey? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(ToString(), StringComparison.Ordinal);

    /// <summary>Returns the key as text: the percent-escaped parts, separated by slashes. Equal keys, and only those, have equal
    /// texts.</summary>
    public override string ToString() => _text;

    /// <summary>Gets the key of what all logins of the client share: the cool-down of the token endpoint (PODIO 4.8).</summary>
    internal string CoolDownKey => $"cooldown/{EscapedApi.Of(Endpoint)}/{Uri.EscapeDataString(ClientId)}";

    /// <summary>Whether a key can contain the text.</summary>
    internal static bool IsWellFormed(string text) => Uri.UnescapeDataString(Uri.EscapeDataString(text)) == text;

    private static LoginKey Create(PodioEndpoint endpoint, string clientId, string kind, string name)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new LoginKey(endpoint, WellFormed(clientId), kind, WellFormed(name));
    }

    // All halves of surrogate pairs are escaped alike: two logins would have the same key.
    private static string WellFormed(string text) =>
        IsWellFormed(text) ? text : throw new ArgumentException("A part of the key contains an unpaired surrogate.");

    // The last one is kept: nearly every program has one endpoint, and may have a million logins.
    private sealed class EscapedApi(string api)
    {
        private static volatile EscapedApi? _last;

        private readonly string _text = Uri.EscapeDataString(api);

        internal static string Of(PodioEndpoint endpoint)
        {
            var last = _last;
            if (last is null || !last.IsOf(endpoint))
            {
                _last = last = new EscapedApi(endpoint.Api.AbsoluteUri);
            }

            return last._text;
        }

        private bool IsOf(PodioEndpoint endpoint) => api == endpoint.Api.AbsoluteUri;
    }
}

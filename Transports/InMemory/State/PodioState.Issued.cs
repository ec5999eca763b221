namespace PodioOAuth.Functional.Serving;

/// <content>The issued values: codes, challenges, and grants with their tokens.</content>
public sealed partial record PodioState
{
    /// <summary>The meaning of an omitted scope (PODIO 2.14), which a user's token echoes (PODIO 3.1).</summary>
    internal const string WholeScope = "global:all";

    internal Register<Secret, AuthorizationCode> Codes { get; init; } = Register<Secret, AuthorizationCode>.Empty;

    internal Register<Secret, PendingChallenge> Challenges { get; init; } = Register<Secret, PendingChallenge>.Empty;

    internal Register<long, IssuedGrant> Grants { get; init; } = Register<long, IssuedGrant>.Empty;

    internal Register<Secret, IssuedToken> AccessTokens { get; init; } = Register<Secret, IssuedToken>.Empty;

    internal Register<Secret, IssuedToken> RefreshTokens { get; init; } = Register<Secret, IssuedToken>.Empty;

    /// <summary>Returns whose an access token is; <see cref="TokenReference.None"/> if it is unknown, expired or revoked.</summary>
    /// <param name="accessToken">The access token.</param>
    /// <param name="now">The current instant.</param>
    public TokenReference ReferenceOf(Secret accessToken, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(accessToken);
        return AccessTokens[accessToken] is { } token && !token.IsExpired(now) && Grants[token.Grant] is { } grant
            ? grant.Reference
            : TokenReference.None;
    }

    /// <summary>Returns a state with a known authorization code, as if a user had agreed at this instant. <see cref="IssueCode"/> generates
    /// one.</summary>
    /// <param name="code">The code.</param>
    /// <param name="clientId">The client that may exchange it.</param>
    /// <param name="userId">The user who agrees.</param>
    /// <param name="redirectUri">The redirect URI that the exchange must repeat, byte for byte; null if the authorize step had
    /// none.</param>
    /// <param name="now">The instant of issue. The code is valid for <see cref="PodioSettings.CodeLifetime"/>.</param>
    /// <param name="scope">The scope that the user grants, as <see cref="PodioScope.Parse"/> reads it; null or empty for
    /// <c>global:all</c>.</param>
    /// <exception cref="ArgumentException">The client or the user is unknown, the redirect URI isn't on the client's domain, no valid
    /// request could contain the code or the URI, or Podio has no such scope.</exception>
    public PodioState WithCode(
        Secret code, string clientId, long userId, string? redirectUri, DateTimeOffset now, string? scope = null)
    {
        ArgumentNullException.ThrowIfNull(clientId);
        Registration.CheckCode(code, redirectUri);
        var client = Clients[clientId] ?? throw new ArgumentException("No such client is registered.", nameof(clientId));
        CheckUser(userId, nameof(userId));
        if (!client.Allows(redirectUri))
        {
            throw new ArgumentException("The redirect URI isn't on the client's domain.", nameof(redirectUri));
        }

        if (PodioScope.Parse(scope).IsLeft)
        {
            throw new ArgumentException("Podio has no such scope.", nameof(scope));
        }

        var granted = string.IsNullOrEmpty(scope) ? WholeScope : scope;
        var expiresAt = Expiry.After(now, Settings.CodeLifetime);
        return this with { Codes = Codes.With(code, new AuthorizationCode(clientId, userId, redirectUri, granted, expiresAt)) };
    }

    /// <summary>Issues an authorization code, as if a user had agreed at this instant.</summary>
    /// <param name="clientId">The client that may exchange it.</param>
    /// <param name="userId">The user who agrees.</param>
    /// <param name="redirectUri">The redirect URI that the exchange must repeat, byte for byte; null if the authorize step had
    /// none.</param>
    /// <param name="now">The instant of issue. The code is valid for <see cref="PodioSettings.CodeLifetime"/>.</param>
    /// <param name="entropy">The source of the code's characters.</param>
    /// <param name="scope">The scope that the user grants, as <see cref="PodioScope.Parse"/> reads it; null or empty for
    /// <c>global:all</c>.</param>
    /// <exception cref="ArgumentException">The client or the user is unknown, the redirect URI isn't on the client's domain, no valid
    /// request could contain it, or Podio has no such scope.</exception>
    public IssuedCode IssueCode(
        string clientId, long userId, string? redirectUri, DateTimeOffset now, Entropy entropy, string? scope = null)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        var code = entropy.Code(Serial);
        return new IssuedCode(WithCode(code, clientId, userId, redirectUri, now, scope) with { Serial = Serial + 1 }, code);
    }

    /// <summary>Ends the grant that a token belongs to: its access tokens and its refresh token expire at once.</summary>
    /// <param name="token">An access or refresh token. An unknown one changes nothing.</param>
    public PodioState Revoke(Secret token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return (AccessTokens[token] ?? RefreshTokens[token]) is { } issued ? End(issued.Grant) : this;
    }

    /// <summary>Revokes every grant of a user or an app.</summary>
    /// <param name="reference">The user or app. Nothing changes if there are none.</param>
    public PodioState Revoke(TokenReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return this with { Grants = Grants.WithoutAll(grant => grant.Reference == reference) };
    }

    /// <summary>Ends every grant.</summary>
    public PodioState RevokeAll() => this with { Grants = Register<long, IssuedGrant>.Empty };

    internal PodioState End(long grant) => Grants[grant] is null ? this : this with { Grants = Grants.Without(grant) };
}

/// <summary>A new authorization code, and the state that contains it.</summary>
/// <param name="State">The state after issuing.</param>
/// <param name="Code">The code, which can be used once.</param>
public sealed record IssuedCode(PodioState State, Secret Code);

/// <summary>A code, bound to its client and redirect URI (RFC 6749 §4.1.3). A used code is kept, to recognize it if it is
/// repeated.</summary>
/// <param name="ClientId">The client it was issued to.</param>
/// <param name="UserId">The user who agreed.</param>
/// <param name="RedirectUri">The redirect URI of the authorize step, or null if there was none.</param>
/// <param name="Scope">The scope that the user granted.</param>
/// <param name="ExpiresAt">The instant from which it is rejected.</param>
/// <param name="UsedFor">The number of the grant that it was exchanged for, or null.</param>
internal sealed record AuthorizationCode(
    string ClientId, long UserId, string? RedirectUri, string Scope, DateTimeOffset ExpiresAt, long? UsedFor = null);

/// <summary>A correct password that waits for its second factor.</summary>
/// <param name="ClientId">The client that sent the password.</param>
/// <param name="UserId">The user whose password it was.</param>
/// <param name="ExpiresAt">The instant from which it is rejected.</param>
internal sealed record PendingChallenge(string ClientId, long UserId, DateTimeOffset ExpiresAt);

/// <summary>A grant to a client. Its access and refresh tokens depend on it and end when it leaves the state.</summary>
internal sealed record IssuedGrant(string ClientId, TokenReference Reference, string? Scope);

/// <summary>An access or refresh token: the number of its grant, and the instant from which it is rejected.</summary>
internal sealed record IssuedToken(long Grant, DateTimeOffset ExpiresAt)
{
    internal bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;
}

/// <summary>Instants of expiry. They saturate, so that every instant is supported.</summary>
internal static class Expiry
{
    internal static DateTimeOffset After(DateTimeOffset now, TimeSpan lifetime) =>
        lifetime > DateTimeOffset.MaxValue - now ? DateTimeOffset.MaxValue : now.ToUniversalTime() + lifetime;
}

namespace PodioOAuth.Functional.Serving;

/// <summary>Exchanges a grant, once its client is known, for a token, a challenge, or one of the grant's own errors.</summary>
internal static class GrantExchange
{
    private const string InvalidDetail = "oauth.grant.invalid";
    private const string ExpiredDetail = "oauth.grant.expired"; // PODIO 4.4

    // PODIO 4.4, 4.5
    private static readonly Refusal NoSuchUser = InvalidGrant("user.invalid.username", "No such user") with { Propagate = true };
    private static readonly Refusal InvalidPassword = InvalidGrant("user.invalid.password", "Invalid password") with { Propagate = true };

    private static readonly Refusal NoSuchApp = InvalidGrant(detail: null, "No such app");
    private static readonly Refusal InvalidAppToken = InvalidGrant(detail: null, "Invalid app token");

    // Unknown, used, issued to another client, or for another redirect URI: one reply for all, so that a thief learns nothing.
    private static readonly Refusal InvalidCode = InvalidGrant(InvalidDetail, "Invalid authorization code");
    private static readonly Refusal ExpiredCode = InvalidGrant(ExpiredDetail, "The authorization code has expired");

    // Unknown, rotated, revoked, or issued to another client.
    private static readonly Refusal InvalidRefreshToken = InvalidGrant(InvalidDetail, "Invalid refresh token");
    private static readonly Refusal ExpiredRefreshToken = InvalidGrant(ExpiredDetail, "The refresh token has expired");

    internal static PodioStep Run(PodioState state, RegisteredClient client, Grant grant, Call call) => grant.Match(
        authorizationCode: code => OfCode(state, client, code, call),
        password: password => OfPassword(state, client, password, call),
        app: app => OfApp(state, client, app, call),
        refreshToken: refreshToken => OfRefreshToken(state, client, refreshToken, call));

    /// <summary>RFC 6749 §4.1.3, PODIO 2.3: valid once, in time, for its client and redirect URI.</summary>
    private static PodioStep OfCode(PodioState state, RegisteredClient client, AuthorizationCodeGrant grant, Call call)
    {
        return state.Codes[grant.Code] switch
        {
            null => call.Refuse(state, InvalidCode),
            var code when !IsBoundTo(code) => call.Refuse(state, InvalidCode),
            { UsedFor: { } first } => call.Refuse(state.End(first), InvalidCode),
            var code when code.ExpiresAt <= call.Now => call.Refuse(state, ExpiredCode),
            var code => TokenIssue.Begin(
                state with { Codes = state.Codes.With(grant.Code, code with { UsedFor = state.Serial }) },
                new IssuedGrant(code.ClientId, TokenReference.User(code.UserId), code.Scope),
                call),
        };

        // A repeated code may have been stolen: the grant it was exchanged for ends (RFC 6749 §4.1.2). A stranger with the code alone can't
        // cause that, because the client is checked first.
        bool IsBoundTo(AuthorizationCode code) =>
            code.ClientId == client.Credentials.ClientId
            && (code.RedirectUri is null || code.RedirectUri == grant.RedirectUri)
            && client.Allows(grant.RedirectUri);
    }

    /// <summary>PODIO 2.2. An account with a second factor gets a challenge for a correct password (PODIO 3.8).</summary>
    private static PodioStep OfPassword(PodioState state, RegisteredClient client, PasswordGrant grant, Call call) =>
        state.Users[grant.Username] switch
        {
            null => call.Refuse(state, NoSuchUser),
            var user when user.Password != grant.Password => call.Refuse(state, InvalidPassword),
            var user when state.SecondFactors[user.Id] is not null => ChallengeOperation.Begin(state, client, user, call),
            var user => TokenIssue.Begin(
                state, new IssuedGrant(client.Credentials.ClientId, TokenReference.User(user.Id), PodioState.WholeScope), call),
        };

    /// <summary>PODIO 2.5. Its tokens belong to the app and have no scope (PODIO 3.6), unless a setting specifies one.</summary>
    private static PodioStep OfApp(PodioState state, RegisteredClient client, AppGrant grant, Call call) =>
        state.Apps[grant.AppId] switch
        {
            null => call.Refuse(state, NoSuchApp),
            var app when app.Token != grant.AppToken => call.Refuse(state, InvalidAppToken),
            var app => TokenIssue.Begin(
                state,
                new IssuedGrant(client.Credentials.ClientId, TokenReference.App(app.Id), state.Settings.AppScope?.ToString()),
                call),
        };

    /// <summary>RFC 6749 §6, PODIO 2.4: valid in time, for the client that it was issued to.</summary>
    /// <remarks>A rotated refresh token is as unknown as an invented one. Using it doesn't end its successor, as it would on some servers:
    /// this hasn't been observed in Podio, and a client whose reply was lost has to retry (PODIO 7.2).</remarks>
    private static PodioStep OfRefreshToken(PodioState state, RegisteredClient client, RefreshTokenGrant grant, Call call)
    {
        if (state.RefreshTokens[grant.RefreshToken] is not { } token
            || state.Grants[token.Grant] is not { } granted
            || granted.ClientId != client.Credentials.ClientId)
        {
            return call.Refuse(state, InvalidRefreshToken);
        }

        return token.IsExpired(call.Now)
            ? call.Refuse(state, ExpiredRefreshToken)
            : TokenIssue.Renew(state, token.Grant, granted, grant.RefreshToken, call);
    }

    // RFC 6749 §5.2
    private static Refusal InvalidGrant(string? detail, string description) => new(400, "invalid_grant", detail, description);
}

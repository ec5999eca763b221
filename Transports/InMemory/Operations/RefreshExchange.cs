namespace PodioOAuth.Functional;

/// <summary>The refresh token grant (RFC 6749 §6, PODIO 2.4): good in time, for the client that it was issued to.</summary>
/// <remarks>
/// A refresh token that was rotated away is as unknown as one made up. It does not end its successor, as it would on some servers:
/// nobody saw that in Podio, and a client whose reply was lost has to try again (PODIO 7.2).
/// </remarks>
internal static class RefreshExchange
{
    internal static PodioStep Run(PodioState state, RegisteredClient client, RefreshTokenGrant grant, Call call)
    {
        if (state.RefreshTokens[grant.RefreshToken] is not { } token
            || state.Grants[token.Grant] is not { } granted
            || granted.ClientId != client.Credentials.ClientId)
        {
            return call.Refuse(state, Refusal.InvalidRefreshToken);
        }

        return token.IsExpired(call.Now)
            ? call.Refuse(state, Refusal.ExpiredRefreshToken)
            : TokenIssue.Renew(state, token.Grant, granted, grant.RefreshToken, call);
    }
}

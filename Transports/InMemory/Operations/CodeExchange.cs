namespace PodioOAuth.Functional;

/// <summary>The authorization code grant (RFC 6749 §4.1.3, PODIO 2.3): good once, in time, for its client and redirect URI.</summary>
internal static class CodeExchange
{
    internal static PodioStep Run(PodioState state, RegisteredClient client, AuthorizationCodeGrant grant, Call call) =>
        state.Codes[grant.Code] switch
        {
            null => call.Refuse(state, Refusal.InvalidCode),
            var code when !IsBoundTo(code, client, grant.RedirectUri) => call.Refuse(state, Refusal.InvalidCode),
            { UsedFor: { } first } => call.Refuse(Revoke(state, first), Refusal.InvalidCode),
            var code when code.ExpiresAt <= call.Now => call.Refuse(state, Refusal.ExpiredCode),
            var code => TokenIssue.Begin(
                state with { Codes = state.Codes.With(grant.Code, code with { UsedFor = state.Serial }) },
                new IssuedGrant(code.ClientId, TokenReference.User(code.UserId), code.Scope),
                call),
        };

    private static bool IsBoundTo(AuthorizationCode code, RegisteredClient client, string? redirectUri) =>
        code.ClientId == client.Credentials.ClientId
        && (code.RedirectUri is null || code.RedirectUri == redirectUri)
        && client.Allows(redirectUri);

    // A code that comes again may have been stolen: what it was exchanged for ends (RFC 6749 §4.1.2). A stranger with the code alone
    // cannot bring that about, for the binding was checked before.
    private static PodioState Revoke(PodioState state, long grant) =>
        state.Grants[grant] is null ? state : state with { Grants = state.Grants.Without(grant) };
}

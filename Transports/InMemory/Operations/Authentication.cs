namespace PodioOAuth.Functional.Serving;

/// <summary>Calls with an access token: <c>Authorization: OAuth2 …</c> (PODIO 5.1), counted by the user's limiter (PODIO 4.10).</summary>
internal static class Authentication
{
    private const string Scheme = "OAuth2";

    /// <summary>Runs an operation for the grant of the call's token, or rejects the call.</summary>
    internal static PodioStep Require(PodioState state, Call call, Func<PodioState, long, IssuedGrant, PodioStep> operation)
    {
        if (TokenIn(call.Request.Authorization) is not { } token)
        {
            return call.Refuse(state, Refusal.NoAccessToken, "Bearer realm=\"podio\", error=\"invalid_request\"");
        }

        if (token.Length == 0)
        {
            return call.Refuse(state, Refusal.InvalidAuthorizationHeader);
        }

        return state.AccessTokens[token] is { } issued && !issued.IsExpired(call.Now) && state.Grants[issued.Grant] is { } grant
            ? Count(state, issued.Grant, grant, call, operation)
            : call.Refuse(state, Refusal.InvalidAccessToken, "Bearer realm=\"podio\", error=\"expired_token\"");
    }

    private static PodioStep Count(
        PodioState state, long number, IssuedGrant grant, Call call, Func<PodioState, long, IssuedGrant, PodioStep> operation)
    {
        var caller = new CallerKey(grant.ClientId, grant.Reference);
        var counted = CallCounter.Count(state, caller, state.Settings.UserCallLimit, call.Now);
        return counted.Wait is { } wait
            ? Call.WithLimit(call.Refuse(state, Refusal.RateLimited(wait)), new RateLimit(state.Settings.UserCallLimit!.Calls, 0))
            : Call.WithLimit(operation(counted.State, number, grant), counted.Left);
    }

    // Null if there is no token: no header, or another scheme. Podio may accept Bearer too (PODIO 5.1); here it is reported as a mistake.
    private static string? TokenIn(Secret? authorization)
    {
        var header = authorization?.Reveal().Trim() ?? "";
        return header.Equals(Scheme, StringComparison.OrdinalIgnoreCase) ? ""
            : header.StartsWith(Scheme + " ", StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim()
            : null;
    }
}

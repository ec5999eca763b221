namespace PodioOAuth.Functional.Serving;

/// <summary>Creates tokens: the first pair of a new grant, or the next pair of an existing one.</summary>
internal static class TokenIssue
{
    /// <summary>Begins a grant, numbered by the serial of the state, with its first pair.</summary>
    internal static PodioStep Begin(PodioState state, IssuedGrant granted, Call call)
    {
        var (after, token) = First(state, granted, call);
        return call.Grant(after, token);
    }

    /// <summary>Begins a grant whose token isn't sent in a body.</summary>
    internal static (PodioState State, Token Token) First(PodioState state, IssuedGrant granted, Call call) => Issue(
        state with { Grants = state.Grants.With(state.Serial, granted) },
        state.Serial, granted, call.Entropy.RefreshToken(state.Serial), call);

    /// <summary>Issues the next pair. With rotation, the old refresh token ends here; otherwise, it stays and its lifetime starts again
    /// (PODIO 3.10).</summary>
    internal static PodioStep Renew(PodioState state, long number, IssuedGrant granted, Secret refreshToken, Call call)
    {
        var (after, token) = state.Settings.RotatesRefreshTokens
            ? Issue(
                state with { RefreshTokens = state.RefreshTokens.Without(refreshToken) },
                number, granted, call.Entropy.RefreshToken(state.Serial), call)
            : Issue(state, number, granted, refreshToken, call);
        return call.Grant(after, token);
    }

    private static (PodioState State, Token Token) Issue(PodioState state, long number, IssuedGrant granted, Secret refreshToken, Call call)
    {
        var settings = state.Settings;
        var accessToken = call.Entropy.AccessToken(state.Serial);
        var after = state with
        {
            AccessTokens = state.AccessTokens.With(accessToken, LivingFor(settings.AccessTokenLifetime)),
            RefreshTokens = state.RefreshTokens.With(refreshToken, LivingFor(settings.RefreshTokenLifetime)),
            Serial = state.Serial + 1,
        };
        return (after, new Token(accessToken, "bearer", settings.AccessTokenLifetime, refreshToken, granted.Reference, granted.Scope));

        IssuedToken LivingFor(TimeSpan lifetime) => new(number, Expiry.After(call.Now, lifetime));
    }
}

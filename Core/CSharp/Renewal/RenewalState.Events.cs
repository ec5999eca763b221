namespace PodioOAuth.Functional;

/// <content>What happens to a login.</content>
public sealed partial record RenewalState
{
    /// <summary>A token came. What a refresh reply left out stays (<see cref="Token.RenewedBy"/>).</summary>
    /// <param name="got">The token, and the instant before its request was sent.</param>
    /// <param name="sent">The grant that it came for.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public RenewalState Received(SavedLogin got, Grant sent)
    {
        ArgumentNullException.ThrowIfNull(got);
        ArgumentNullException.ThrowIfNull(sent);
        return new RenewalState(Origin, sent is RefreshTokenGrant && Login is not null ? Login.RenewedBy(got) : got)
        {
            IsOnProbation = IsAccessTokenRefused,
        };
    }

    /// <summary>No token came.</summary>
    /// <param name="error">Why.</param>
    /// <param name="sent">The grant that was sent.</param>
    /// <param name="at">When the error was known.</param>
    /// <param name="policy">How long to hold back.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public RenewalState Failed(OAuthError error, Grant sent, DateTimeOffset at, RenewalPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(policy);
        var advice = error.RetryAdvice(sent);
        return error is RateLimitedError limited
            ? this with { CoolDown = Joined(CoolDown, at, WaitAfter(limited.Facts.RetryAfter, at) ?? policy.UnknownCoolDown) }
            : this with
            {
                PendingSince = PendingSince ?? (sent is RefreshTokenGrant && advice is AmbiguousAdvice ? at : null),
                PendingCodeSince = PendingCodeSince ?? (sent is AuthorizationCodeGrant && IsInDoubt(error) ? at : null),
                IsRefreshTokenSpent = IsRefreshTokenSpent
                    || (sent is RefreshTokenGrant && error is RejectedError { Kind: RejectionKind.InvalidGrant }),
                Pause = PauseAfter(error, sent, advice, at, policy),
            };
    }

    /// <summary>An API call said that this access token is no good. A token that is not the current one any more changes nothing
    /// (PODIO 6.9).</summary>
    /// <param name="accessToken">The token that was refused.</param>
    /// <param name="at">When.</param>
    /// <param name="policy">How long to hold down where the token had just been renewed for the same reason (PODIO 4.13).</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public RenewalState Refused(Secret accessToken, DateTimeOffset at, RenewalPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(accessToken);
        ArgumentNullException.ThrowIfNull(policy);
        if (Login is not { } login || IsAccessTokenRefused || login.Token.AccessToken != accessToken)
        {
            return this;
        }

        var isRefusedAnew = IsOnProbation && at - login.RequestedAt < policy.HoldDown;
        return this with
        {
            IsAccessTokenRefused = true,
            Pause = isRefusedAnew ? Joined(Pause, at, policy.HoldDown) : Pause,
        };
    }

    /// <summary>An API call met the user's rate limit (PODIO 4.10): nothing is asked for this login until it ends.</summary>
    /// <param name="wait">What the reply said of it.</param>
    /// <param name="at">When the reply came.</param>
    /// <param name="policy">How long to hold back where it said nothing.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public RenewalState Limited(RetryAfter wait, DateTimeOffset at, RenewalPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(wait);
        ArgumentNullException.ThrowIfNull(policy);
        return this with { CoolDown = Joined(CoolDown, at, WaitAfter(wait, at) ?? policy.UnknownCoolDown) };
    }

    private static TimeSpan? WaitAfter(RetryAfter wait, DateTimeOffset at) => wait.WaitFrom(repliedAt: at, now: at);

    // Not after the refusal of a refresh token or a code: another way that may be left is free at once, and so is the login from before.
    private Hold? PauseAfter(OAuthError error, Grant sent, RetryAdvice advice, DateTimeOffset at, RenewalPolicy policy)
    {
        if (sent is RefreshTokenGrant or AuthorizationCodeGrant && error is RejectedError { Kind: RejectionKind.InvalidGrant })
        {
            return Pause;
        }

        var asked = advice.Match(safe: a => WaitAfter(a.When, at), useless: _ => null, ambiguous: a => WaitAfter(a.When, at));
        return Joined(Pause, at, Instants.Max(asked ?? TimeSpan.Zero, policy.Pause));
    }

    // A hold that still runs is never shortened. One that does not is forgotten: after the clock was set back its end may lie far ahead, and
    // would hide the new one.
    private static Hold? Joined(Hold? before, DateTimeOffset at, TimeSpan length) =>
        Hold.Later(before, Hold.From(at, length), at) ?? Hold.From(at, length);

    // Whether nobody knows what became of a code: the advice says no more of it than not to send it again.
    private static bool IsInDoubt(OAuthError error) =>
        error is UnreachableError { MayHaveBeenProcessed: true } or UnavailableError or MalformedReplyError;
}

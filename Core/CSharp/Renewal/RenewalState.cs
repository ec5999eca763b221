namespace PodioOAuth.Functional;

// RenewalState = login? × origin? × what is known against a renewal
// Received, Failed, Rejected, Limited : RenewalState × what happened → RenewalState
// MergedWith                          : RenewalState × RenewalState  → RenewalState

/// <summary>The state of a login as far as it is known: the input of <see cref="Renewal.Decide"/>. It prints no secret.</summary>
internal sealed record RenewalState
{
    // The smallest length that doubling can start from.
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Creates the state that a source starts with. A single-use grant isn't an origin.</summary>
    internal RenewalState(Grant? origin, SavedLogin? login = null)
    {
        Origin = origin?.Kind.Use == GrantUse.Always ? origin : null;
        Login = login;
    }

    /// <summary>The grant that can begin a login at any time, a password or an app; otherwise, null.</summary>
    public Grant? Origin { get; }

    /// <summary>The login, or null.</summary>
    public SavedLogin? Login { get; init; }

    /// <summary>When a refresh token was sent whose reply is unknown, so that it may have been used up (PODIO 7.2); or null.</summary>
    public DateTimeOffset? PendingSince { get; init; }

    /// <summary>When an authorization code was sent whose reply is unknown: the sign-in may have succeeded and its token been lost; or
    /// null. An earlier login is kept.</summary>
    public DateTimeOffset? PendingCodeSince { get; init; }

    /// <summary>The authorization code that was sent last, with those before it, or null. It identifies a code that is delivered
    /// twice.</summary>
    public SpentCode? SpentCode { get; init; }

    /// <summary>When the user signed out or the login was forgotten, or null. It distinguishes a login that was ended from an entry that
    /// was evicted.</summary>
    public DateTimeOffset? SignedOutAt { get; init; }

    /// <summary>When the login ends regardless of its tokens, because it lives no longer than the session it belongs to; null for
    /// never.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Whether a process restored its own copy of the login because the entry was gone: it may be older than what another process
    /// has.</summary>
    public bool IsWrittenBack { get; init; }

    /// <summary>Whether Podio rejected the refresh token, so that it is of no further use.</summary>
    public bool IsRefreshTokenSpent { get; init; }

    /// <summary>Whether an API call rejected the access token, whatever its lifetime says (PODIO 4.13).</summary>
    public bool IsAccessTokenRejected { get; init; }

    /// <summary>Whether the token was renewed because the one before was rejected.</summary>
    public bool IsOnProbation { get; init; }

    /// <summary>The cool-down after a rate limit, or null (PODIO 4.8).</summary>
    public CoolDown? RateLimitCoolDown { get; init; }

    /// <summary>The cool-down after a renewal that failed or returned a token that was also rejected, or null. One that has ended is kept
    /// if the length of the next depends on it.</summary>
    public CoolDown? FailureCoolDown { get; init; }

    /// <summary>Returns the state after a token was received. What a refresh reply left out is kept
    /// (<see cref="Token.RenewedBy"/>).</summary>
    internal RenewalState Received(SavedLogin got, Grant sent) =>
        new(Origin, IsRefresh(sent) && Login is not null ? Login.RenewedBy(got) : got)
        {
            EndsAt = EndsAt,
            IsOnProbation = IsAccessTokenRejected,
            SpentCode = After(sent, CodeOutcome.Granted),
            FailureCoolDown = IsInRow(sent) && FailureCoolDown?.Runs(got.RequestedAt) == false ? FailureCoolDown : null,
        };

    /// <summary>Returns the state after a request that brought no token.</summary>
    internal RenewalState Failed(OAuthError error, Grant sent, DateTimeOffset at, RenewalPolicy policy)
    {
        var advice = error.RetryAdvice(sent);
        return error is RateLimitedError limited
            ? Limited(limited.Facts.RetryAfter, at, policy) with { SpentCode = After(sent, outcome: null) }
            : this with
            {
                PendingSince = PendingSince ?? (IsRefresh(sent) && advice is AmbiguousAdvice ? at : null),
                PendingCodeSince = PendingCodeSince ?? (sent.Kind.Use == GrantUse.Once && error.IsInDoubt ? at : null),
                SpentCode = After(
                    sent,
                    error is RejectedError { Kind: RejectionKind.InvalidGrant } ? CodeOutcome.Rejected
                        : error.IsInDoubt ? CodeOutcome.Unknown
                        : null),
                IsRefreshTokenSpent = IsRefreshTokenSpent
                    || (IsRefresh(sent) && error is RejectedError { Kind: RejectionKind.InvalidGrant }),
                FailureCoolDown = CoolDownAfter(error, sent, advice, at, policy),
            };
    }

    /// <summary>Returns the state after an API call rejected this access token. A token that is no longer current changes nothing (PODIO
    /// 6.9). If the token had just been renewed for the same reason, a cool-down begins, twice as long each time this repeats (PODIO 4.13):
    /// a brief failure costs little, and a client whose tokens are all rejected sends little.</summary>
    internal RenewalState Rejected(Secret accessToken, DateTimeOffset at, RenewalPolicy policy)
    {
        if (Login is not { } login || IsAccessTokenRejected || login.Token.AccessToken != accessToken)
        {
            return this;
        }

        var isRejectedAnew = IsOnProbation && at - login.RequestedAt < policy.RejectionCoolDown;
        return this with
        {
            IsAccessTokenRejected = true,
            FailureCoolDown = isRejectedAnew ? Joined(FailureCoolDown, at, NextOfRow(login, policy), policy) : FailureCoolDown,
        };
    }

    /// <summary>Returns the state after an API call hit the user's rate limit (PODIO 4.10): nothing is sent for this login until it
    /// ends.</summary>
    internal RenewalState Limited(RetryAfter wait, DateTimeOffset at, RenewalPolicy policy)
    {
        var length = Instants.Max(WaitAfter(wait, at) ?? policy.RateLimitCoolDown, policy.FailureCoolDown);
        return this with { RateLimitCoolDown = Joined(RateLimitCoolDown, at, length, policy) };
    }

    /// <summary>Whether the login's time is over.</summary>
    internal bool HasEnded(DateTimeOffset now) => EndsAt <= now;

    /// <summary>Returns the same state without cool-downs.</summary>
    internal RenewalState WithoutCoolDowns() => this with { RateLimitCoolDown = null, FailureCoolDown = null };

    /// <summary>Returns this newer state with what only the older one knows: a limit, codes and, for the same login, a rejection and a
    /// failure's cool-down. No cool-down is longer than the policy allows, whatever a store contained.</summary>
    internal RenewalState MergedWith(RenewalState older, DateTimeOffset now, RenewalPolicy policy)
    {
        var isSameLogin = Login == older.Login;
        return this with
        {
            IsAccessTokenRejected = IsAccessTokenRejected || (isSameLogin && older.IsAccessTokenRejected),
            SpentCode = SpentCode.Joined(SpentCode, older.SpentCode),
            RateLimitCoolDown = CoolDown.Later(Cut(RateLimitCoolDown), Cut(older.RateLimitCoolDown), now),
            FailureCoolDown = CoolDown.Last(Cut(FailureCoolDown), isSameLogin ? Cut(older.FailureCoolDown) : null, now),
        };

        CoolDown? Cut(CoolDown? one) => one?.AtMost(policy.LongestCoolDown);
    }

    /// <summary>Returns this unsaved state with the codes that were sent since, by another process, and the doubt about the last of
    /// them.</summary>
    internal RenewalState WithCodesAfter(RenewalState stored) => this with
    {
        SpentCode = SpentCode.Joined(stored.SpentCode, SpentCode),
        PendingCodeSince = stored.SpentCode is { } last && SpentCode?.Of(last.Hash) is null ? stored.PendingCodeSince : PendingCodeSince,
    };

    // What is known of the code once it was sent. If Podio didn't process it, it is left out, so that it may be sent again.
    private SpentCode? After(Grant sent, CodeOutcome? outcome) =>
        sent.Kind.Use != GrantUse.Once ? SpentCode
        : outcome is { } known && SpentCode is { } code ? code with { Outcome = known }
        : SpentCode?.Earlier;

    private static TimeSpan? WaitAfter(RetryAfter wait, DateTimeOffset at) => wait.WaitFrom(repliedAt: at, now: at);

    // Not after Podio rejected a refresh token or a code: another grant, or the earlier login, may be used at once.
    private CoolDown? CoolDownAfter(OAuthError error, Grant sent, RetryAdvice advice, DateTimeOffset at, RenewalPolicy policy)
    {
        if (sent.Kind.Use != GrantUse.Always && error is RejectedError { Kind: RejectionKind.InvalidGrant })
        {
            return FailureCoolDown;
        }

        var asked = advice.Match(safe: a => WaitAfter(a.When, at), useless: _ => null, ambiguous: a => WaitAfter(a.When, at));
        return Joined(FailureCoolDown, at, Instants.Max(asked ?? TimeSpan.Zero, policy.FailureCoolDown), policy);
    }

    // Whether the reply to this grant continues a sequence of rejected tokens. A person who signs in starts a new one.
    private bool IsInRow(Grant sent) => IsOnProbation && IsAccessTokenRejected && sent.Kind.Use != GrantUse.Once;

    // Twice the cool-down before this token. One from long ago is unrelated: the token in between was valid for a while, or nobody needed
    // one.
    private TimeSpan NextOfRow(SavedLogin rejected, RenewalPolicy policy)
    {
        var doubled = FailureCoolDown is { } last && last.Until <= rejected.RequestedAt
            && rejected.RequestedAt - last.Until < policy.RejectionCoolDown
                ? 2 * (last.Until - last.Since)
                : TimeSpan.Zero;
        return Instants.Min(Instants.Max(doubled, Instants.Max(policy.FailureCoolDown, Second)), policy.RejectionCoolDown);
    }

    // An active cool-down is never shortened. One that has ended is dropped: after the clock was set back, its end may be far ahead and
    // would hide the new one.
    private static CoolDown Joined(CoolDown? before, DateTimeOffset at, TimeSpan length, RenewalPolicy policy)
    {
        var next = CoolDown.From(at, Instants.Min(length, policy.LongestCoolDown));
        return CoolDown.Later(before?.AtMost(policy.LongestCoolDown), next, at) ?? next;
    }

    private static bool IsRefresh(Grant sent) => sent.Kind.Use == GrantUse.UntilReplaced;
}

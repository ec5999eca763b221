namespace PodioOAuth.Functional;

// RenewalState = login? × origin? × what is known against a renewal
// Received, Failed, Rejected, Limited : RenewalState × what happened → RenewalState
// MergedWith                          : RenewalState × RenewalState  → RenewalState

/// <summary>What is known of a login when it is to be used: the input of <see cref="Renewal.Decide"/>. It prints no secret.</summary>
internal sealed record RenewalState
{
    // The least length that doubling can begin with.
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>What a source begins with. A grant that is good once is no origin.</summary>
    internal RenewalState(Grant? origin, SavedLogin? login = null)
    {
        Origin = origin?.Origin is null ? null : origin;
        Login = login;
    }

    /// <summary>The grant that can start again at any time: a password or an app; else null.</summary>
    public Grant? Origin { get; }

    /// <summary>The login, or null where there is none.</summary>
    public SavedLogin? Login { get; init; }

    /// <summary>When a refresh was sent whose reply is not known: it may have spent the refresh token (PODIO 7.2). Null for none.</summary>
    public DateTimeOffset? PendingSince { get; init; }

    /// <summary>When an authorization code was sent whose reply is not known: the sign-in may have been granted, and its token be lost.
    /// A login from before is still there. Null for none.</summary>
    public DateTimeOffset? PendingCodeSince { get; init; }

    /// <summary>The authorization code that was sent last, or null. A code that is delivered twice is known by it.</summary>
    public SpentCode? SpentCode { get; init; }

    /// <summary>When somebody signed out, or forgot the login, or null. It tells a login that was ended from an entry that was
    /// evicted.</summary>
    public DateTimeOffset? SignedOutAt { get; init; }

    /// <summary>When the login ends whatever its tokens say, for it lives no longer than the session that it belongs to; null for
    /// never.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Whether a process wrote the login back that it had, because its entry was gone: it may be older than what another process
    /// has.</summary>
    public bool IsWrittenBack { get; init; }

    /// <summary>Whether Podio rejected the refresh token: nothing more comes of it.</summary>
    public bool IsRefreshTokenSpent { get; init; }

    /// <summary>Whether an API call said that the access token is no good, whatever its lifetime says (PODIO 4.13).</summary>
    public bool IsAccessTokenRejected { get; init; }

    /// <summary>Whether the token was renewed because the one before was rejected.</summary>
    public bool IsOnProbation { get; init; }

    /// <summary>The cool-down after a rate limit, or null (PODIO 4.8).</summary>
    public CoolDown? RateLimitCoolDown { get; init; }

    /// <summary>The cool-down after a renewal that failed or gave a token that was rejected as well, or null. One that is over is kept
    /// where the next one goes by its length.</summary>
    public CoolDown? FailureCoolDown { get; init; }

    /// <summary>A token came. What a refresh reply left out stays (<see cref="Token.RenewedBy"/>).</summary>
    internal RenewalState Received(SavedLogin got, Grant sent) =>
        new(Origin, IsRefresh(sent) && Login is not null ? Login.RenewedBy(got) : got)
        {
            EndsAt = EndsAt,
            IsOnProbation = IsAccessTokenRejected,
            SpentCode = After(sent, CodeOutcome.Granted),
            FailureCoolDown = IsInRow(sent) && FailureCoolDown?.Runs(got.RequestedAt) == false ? FailureCoolDown : null,
        };

    /// <summary>No token came.</summary>
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

    /// <summary>An API call said that this access token is no good. A token that is not the current one any more changes nothing
    /// (PODIO 6.9). After one that had just been renewed for the same reason, nothing is asked for a while, and for twice as long each time
    /// that this goes on (PODIO 4.13): a hiccup costs little, and a client whose tokens are all rejected asks little.</summary>
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

    /// <summary>An API call met the user's rate limit (PODIO 4.10): nothing is asked for this login until it ends.</summary>
    internal RenewalState Limited(RetryAfter wait, DateTimeOffset at, RenewalPolicy policy)
    {
        var length = Instants.Max(WaitAfter(wait, at) ?? policy.RateLimitCoolDown, policy.FailureCoolDown);
        return this with { RateLimitCoolDown = Joined(RateLimitCoolDown, at, length, policy) };
    }

    /// <summary>Whether the time of the login is over.</summary>
    internal bool HasEnded(DateTimeOffset now) => EndsAt <= now;

    /// <summary>The same, free to ask.</summary>
    internal RenewalState WithoutCoolDowns() => this with { RateLimitCoolDown = null, FailureCoolDown = null };

    /// <summary>This, which is newer, with what only the older one has heard of: a limit, a code, and of the same login a rejection and a
    /// failure's cool-down. No cool-down is longer than the policy lets it be, whatever a store held.</summary>
    internal RenewalState MergedWith(RenewalState older, DateTimeOffset now, RenewalPolicy policy)
    {
        var isSameLogin = Login == older.Login;
        return this with
        {
            IsAccessTokenRejected = IsAccessTokenRejected || (isSameLogin && older.IsAccessTokenRejected),
            SpentCode = SpentCode ?? older.SpentCode,
            RateLimitCoolDown = CoolDown.Later(Cut(RateLimitCoolDown), Cut(older.RateLimitCoolDown), now),
            FailureCoolDown = CoolDown.Last(Cut(FailureCoolDown), isSameLogin ? Cut(older.FailureCoolDown) : null, now),
        };

        CoolDown? Cut(CoolDown? one) => one?.AtMost(policy.LongestCoolDown);
    }

    // What is known of the code, once one was sent: null for one that Podio did not look at, and that may be sent again.
    private SpentCode? After(Grant sent, CodeOutcome? outcome) =>
        sent.Kind.Use != GrantUse.Once ? SpentCode
        : outcome is { } known && SpentCode is { } code ? code with { Outcome = known }
        : null;

    private static TimeSpan? WaitAfter(RetryAfter wait, DateTimeOffset at) => wait.WaitFrom(repliedAt: at, now: at);

    // Not after the refusal of a refresh token or a code: another way that may be left is free at once, and so is the login from before.
    private CoolDown? CoolDownAfter(OAuthError error, Grant sent, RetryAdvice advice, DateTimeOffset at, RenewalPolicy policy)
    {
        if (sent.Kind.Use != GrantUse.Always && error is RejectedError { Kind: RejectionKind.InvalidGrant })
        {
            return FailureCoolDown;
        }

        var asked = advice.Match(safe: a => WaitAfter(a.When, at), useless: _ => null, ambiguous: a => WaitAfter(a.When, at));
        return Joined(FailureCoolDown, at, Instants.Max(asked ?? TimeSpan.Zero, policy.FailureCoolDown), policy);
    }

    // Whether what comes for this grant is one more of a row of tokens that were rejected. A person who signs in begins anew.
    private bool IsInRow(Grant sent) => IsOnProbation && IsAccessTokenRejected && sent.Kind.Use != GrantUse.Once;

    // Twice the one before this token. One from long before has nothing to do with it: the token between was good for a while, or nobody
    // asked for one.
    private TimeSpan NextOfRow(SavedLogin rejected, RenewalPolicy policy)
    {
        var doubled = FailureCoolDown is { } last && last.Until <= rejected.RequestedAt
            && rejected.RequestedAt - last.Until < policy.RejectionCoolDown
                ? 2 * (last.Until - last.Since)
                : TimeSpan.Zero;
        return Instants.Min(Instants.Max(doubled, Instants.Max(policy.FailureCoolDown, Second)), policy.RejectionCoolDown);
    }

    // One that still runs is never shortened. One that does not is forgotten: after the clock was set back its end may lie far ahead, and
    // would hide the new one.
    private static CoolDown Joined(CoolDown? before, DateTimeOffset at, TimeSpan length, RenewalPolicy policy)
    {
        var next = CoolDown.From(at, Instants.Min(length, policy.LongestCoolDown));
        return CoolDown.Later(before?.AtMost(policy.LongestCoolDown), next, at) ?? next;
    }

    private static bool IsRefresh(Grant sent) => sent.Kind.Use == GrantUse.UntilReplaced;
}

// SpentCode = hash × outcome

/// <summary>An authorization code that was sent: what is kept of it, so that it is not sent again (RFC 6749 §4.1.2).</summary>
/// <param name="Hash">The code's SHA-256 in hexadecimal.</param>
/// <param name="Outcome">What Podio answered.</param>
internal sealed record SpentCode(string Hash, CodeOutcome Outcome = CodeOutcome.Unknown);

/// <summary>What became of an authorization code.</summary>
internal enum CodeOutcome
{
    /// <summary>Its reply was lost, or did not say.</summary>
    Unknown = 0,

    /// <summary>It brought a login.</summary>
    Granted,

    /// <summary>Podio rejected it.</summary>
    Rejected,
}

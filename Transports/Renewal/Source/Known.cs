namespace PodioOAuth.Functional;

/// <summary>The state of a source between two flights.</summary>
/// <param name="State">The login.</param>
/// <param name="Owed">A reply that isn't saved yet, or null.</param>
internal sealed record Known(RenewalState State, OwedSave? Owed = null)
{
    public static implicit operator Known(RenewalState state) => new(state);

    /// <summary>Whether the store is unchanged since the save failed; otherwise another process has continued.</summary>
    internal bool IsSaveOwedTo(StoredState stored) =>
        Owed is { Before: var before }
        && (stored.IsAbsent || (stored.State.Login == before.Login && stored.State.SignedOutAt == before.SignedOutAt));

    /// <summary>Whether the store has lost the login that is known here: its entry was evicted, or another process wrote back an older
    /// one, which is no longer usable.</summary>
    internal bool IsLostBy(StoredState stored) => State.Login is { } login
        && (stored.IsAbsent || (stored.State is { IsWrittenBack: true, IsRefreshTokenSpent: true, Login: { } older }
            && !State.IsRefreshTokenSpent && older.RequestedAt < login.RequestedAt));

    /// <summary>The token to serve without a new one while it is valid. A token that couldn't be saved isn't returned.</summary>
    internal Token? OldToken(DateTimeOffset now)
    {
        var served = Owed is { IsServed: false } owed ? owed.Before : State;
        return !served.IsAccessTokenRejected && !State.HasEnded(now) && served.Login is { } login && !login.IsExpired(now)
            ? login.Token
            : null;
    }

    /// <summary>Whether a call has rejected a token.</summary>
    internal bool IsRejected(Token token) => IsRejectedIn(State, token) || (Owed is not null && IsRejectedIn(Owed.Before, token));

    /// <summary>What is known after an outside event. It may concern the token in the store, while a newer one isn't saved.</summary>
    internal Known After(Func<RenewalState, RenewalState> change) =>
        new(change(State), Owed is { } owed ? owed with { Before = change(owed.Before) } : null);

    /// <summary>Returns this newer knowledge with what only the older one has.</summary>
    internal Known MergedWith(Known older, DateTimeOffset now, RenewalPolicy policy)
    {
        return new(Merged(State, older.State), Owed is { } owed ? owed with { Before = Stored(owed.Before) } : null);

        // The older one may have had an unsaved reply too, the same one or one that is saved by now.
        RenewalState Stored(RenewalState before) => Merged(Merged(before, older.State), older.Owed?.Before ?? older.State);

        RenewalState Merged(RenewalState newer, RenewalState known) => newer.MergedWith(known, now, policy);
    }

    /// <summary>Returns the same knowledge without the cool-downs that were known earlier.</summary>
    internal Known WithoutCoolDownsOf(Known earlier) => this with
    {
        State = State with
        {
            RateLimitCoolDown = State.RateLimitCoolDown == earlier.State.RateLimitCoolDown ? null : State.RateLimitCoolDown,
            FailureCoolDown = State.FailureCoolDown == earlier.State.FailureCoolDown ? null : State.FailureCoolDown,
        },
    };

    private static bool IsRejectedIn(RenewalState state, Token token) => state.IsAccessTokenRejected && state.Login?.Token == token;
}

/// <summary>A reply that couldn't be saved.</summary>
/// <param name="Before">The state of the login in the store.</param>
/// <param name="Sent">The grant that was sent.</param>
/// <param name="IsServed">Whether the token is returned nevertheless: its grant can start again at any time, and the options allow
/// it.</param>
internal sealed record OwedSave(RenewalState Before, Grant Sent, bool IsServed = false);

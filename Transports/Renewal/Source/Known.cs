namespace PodioOAuth.Functional;

/// <summary>The state of a source between two flights.</summary>
/// <param name="State">The login.</param>
/// <param name="Owed">A reply that isn't saved yet, or null.</param>
internal sealed record Known(RenewalState State, OwedSave? Owed = null)
{
    public static implicit operator Known(RenewalState state) => new(state);

    /// <summary>Whether the store is unchanged since the save failed; otherwise another process has continued.</summary>
    internal bool IsSaveOwedTo(StoredState stored) =>
        Owed is not null && (stored.IsAbsent || (stored.State.Login == Owed.Before && stored.State.SignedOutAt == Owed.SignedOutAt));

    /// <summary>Whether the store has lost the login that is known here: its entry was evicted, or another process wrote back an older
    /// one, which is no longer usable.</summary>
    internal bool IsLostBy(StoredState stored) => State.Login is { } login
        && (stored.IsAbsent || (stored.State is { IsWrittenBack: true, IsRefreshTokenSpent: true, Login: { } older }
            && !State.IsRefreshTokenSpent && older.RequestedAt < login.RequestedAt));

    /// <summary>The token to serve without a new one while it is valid. A token that couldn't be saved isn't returned.</summary>
    internal Token? OldToken(DateTimeOffset now)
    {
        var login = Owed is { IsServed: false } owed ? owed.Before : State.Login;
        return State.IsAccessTokenRejected || State.HasEnded(now) || login?.IsExpired(now) != false ? null : login.Token;
    }
}

/// <summary>A reply that couldn't be saved.</summary>
/// <param name="Before">The login in the store.</param>
/// <param name="SignedOutAt">When the login in the store was signed out, or null.</param>
/// <param name="Sent">The grant that was sent.</param>
/// <param name="IsServed">Whether the token is returned nevertheless: its grant can start again at any time, and the options allow
/// it.</param>
internal sealed record OwedSave(SavedLogin? Before, DateTimeOffset? SignedOutAt, Grant Sent, bool IsServed = false);

namespace PodioOAuth.Functional;

/// <summary>What a source knows between two flights.</summary>
/// <param name="State">The login.</param>
/// <param name="Owed">A reply that the store does not have yet, or null.</param>
internal sealed record Known(RenewalState State, OwedSave? Owed = null)
{
    public static implicit operator Known(RenewalState state) => new(state);

    /// <summary>Whether the store still stands where it stood when the save failed: else somebody else has gone on.</summary>
    internal bool IsSaveOwedTo(StoredState stored) =>
        Owed is not null && (stored.IsAbsent || (stored.State.Login == Owed.Before && stored.State.SignedOutAt == Owed.SignedOutAt));

    /// <summary>Whether the store has lost the login that is known here: its entry was evicted, or another process wrote back an older
    /// one, which is of no use anymore.</summary>
    internal bool IsLostBy(StoredState stored) => State.Login is { } login
        && (stored.IsAbsent || (stored.State is { IsWrittenBack: true, IsRefreshTokenSpent: true, Login: { } older }
            && !State.IsRefreshTokenSpent && older.RequestedAt < login.RequestedAt));

    /// <summary>The token to serve without a new one, while it lives. One that could not be saved is not handed out.</summary>
    internal Token? OldToken(DateTimeOffset now)
    {
        var login = Owed is { IsServed: false } owed ? owed.Before : State.Login;
        return State.IsAccessTokenRejected || State.HasEnded(now) || login?.IsExpired(now) != false ? null : login.Token;
    }
}

/// <summary>A reply that came and could not be saved.</summary>
/// <param name="Before">The login that the store has.</param>
/// <param name="SignedOutAt">When the store's login was ended, or null.</param>
/// <param name="Sent">What the reply came for.</param>
/// <param name="IsServed">Whether the token is handed out all the same: its grant can start again at any time, and somebody wants it
/// so.</param>
internal sealed record OwedSave(SavedLogin? Before, DateTimeOffset? SignedOutAt, Grant Sent, bool IsServed = false);

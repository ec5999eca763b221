namespace PodioOAuth.Functional;

/// <summary>What a source knows between two flights.</summary>
/// <param name="State">The login.</param>
/// <param name="Owed">A reply that the store does not have yet, or null.</param>
internal sealed record Known(RenewalState State, OwedSave? Owed = null)
{
    public static implicit operator Known(RenewalState state) => new(state);

    /// <summary>Whether the store still stands where it stood when the save failed: else somebody else has gone on.</summary>
    internal bool IsSaveOwedTo(RenewalState stored) => Owed is not null && stored.Login == Owed.Before;

    /// <summary>What is stored is newer, but for what the store has not heard of: a refusal, a limit, a pause.</summary>
    internal RenewalState Merge(RenewalState stored, DateTimeOffset now) => stored.Login is null || stored.Login != State.Login ? stored : stored with
    {
        IsAccessTokenRefused = stored.IsAccessTokenRefused || State.IsAccessTokenRefused,
        CoolDown = Hold.Later(stored.CoolDown, State.CoolDown, now),
        Pause = Hold.Later(stored.Pause, State.Pause, now),
    };
}

/// <summary>A reply that came and could not be saved.</summary>
/// <param name="Before">The login that the store has.</param>
/// <param name="Sent">What the reply came for.</param>
internal sealed record OwedSave(SavedLogin? Before, Grant Sent);

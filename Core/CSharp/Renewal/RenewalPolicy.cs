namespace PodioOAuth.Functional;

/// <summary>When a token is renewed, and how long the cool-downs are in which Podio is asked for nothing. The defaults suit
/// tokens of eight hours (PODIO 3.9).</summary>
/// <remarks>Immutable, with value equality. Every span lies between zero and 36,525 days.</remarks>
public sealed record RenewalPolicy
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36525);

    /// <summary>The defaults.</summary>
    public static RenewalPolicy Default { get; } = new();

    /// <summary>A token with no more than this left is renewed before it is used: the time that a call may take, and clocks may differ.
    /// One minute. Of a token that lives no longer than twice this, it is half the lifetime.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above 36,525 days.</exception>
    public TimeSpan Skew { get; init => field = Checked(value); } = TimeSpan.FromMinutes(1);

    /// <summary>A token with no more than this left is used and renewed in the background, so that nobody waits. Ten minutes. It begins no
    /// earlier than at half of the token's lifetime.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above 36,525 days.</exception>
    public TimeSpan Ahead { get; init => field = Checked(value); } = TimeSpan.FromMinutes(10);

    /// <summary>By how much more, at most, a source may renew ahead: each draws its own share, so that many do not ask at once. Two
    /// minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above 36,525 days.</exception>
    public TimeSpan Jitter { get; init => field = Checked(value); } = TimeSpan.FromMinutes(2);

    /// <summary>The cool-down after a renewal that failed; a longer wait that the server named goes before it. Thirty seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above 36,525 days.</exception>
    public TimeSpan FailureCoolDown { get; init => field = Checked(value); } = TimeSpan.FromSeconds(30);

    /// <summary>The cool-down after a rate limit that named no wait: an hour (PODIO 4.9).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above 36,525 days.</exception>
    public TimeSpan RateLimitCoolDown { get; init => field = Checked(value); } = TimeSpan.FromHours(1);

    /// <summary>The cool-down after a new token was refused as well: renewing once more would not help (PODIO 4.13). Five
    /// minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above 36,525 days.</exception>
    public TimeSpan RejectionCoolDown { get; init => field = Checked(value); } = TimeSpan.FromMinutes(5);

    /// <summary>After so long without a renewal a warning is due: a refresh token may end after 28 days (PODIO 3.9, 7.3). 26
    /// days.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above 36,525 days.</exception>
    public TimeSpan WarnAfter { get; init => field = Checked(value); } = TimeSpan.FromDays(26);

    private static TimeSpan Checked(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(span, Longest);
        return span;
    }
}

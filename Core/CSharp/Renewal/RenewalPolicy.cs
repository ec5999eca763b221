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
    /// <remarks>A token that was requested at an instant further ahead than this is renewed in the background: the clock was set back, and
    /// nobody knows how old the token is.</remarks>
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

    /// <summary>The cool-down after a renewal that failed; a longer wait that the server named goes before it. After a rate limit too it is
    /// the least: a wait of nothing, or one until an instant that has passed, says that the server's clock differs, and not that the limit
    /// is over. Thirty seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above 36,525 days.</exception>
    public TimeSpan FailureCoolDown { get; init => field = Checked(value); } = TimeSpan.FromSeconds(30);

    /// <summary>The cool-down after a rate limit that named no wait: an hour (PODIO 4.9).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above 36,525 days.</exception>
    public TimeSpan RateLimitCoolDown { get; init => field = Checked(value); } = TimeSpan.FromHours(1);

    /// <summary>The longest cool-down after new tokens that were rejected one after the other: renewing once more does not help (PODIO
    /// 4.13). The first lasts for <see cref="FailureCoolDown"/>, each further one twice as long as the one before. A token that was good
    /// for longer than this ends the row. Five minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above 36,525 days.</exception>
    public TimeSpan RejectionCoolDown { get; init => field = Checked(value); } = TimeSpan.FromMinutes(5);

    /// <summary>The longest cool-down of all: one day. Whatever a server names, a store holds, or stands in this policy is cut to
    /// it.</summary>
    /// <remarks>Podio's limits are by the hour (PODIO 4.8 to 4.10). A wait of more than a day is the mistake of a gateway or of a clock,
    /// and would keep everybody out for as long as it says, those who sign in included.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above 36,525 days.</exception>
    public TimeSpan LongestCoolDown { get; init => field = Checked(value); } = TimeSpan.FromDays(1);

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

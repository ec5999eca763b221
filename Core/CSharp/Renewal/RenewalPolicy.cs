namespace PodioOAuth.Functional;

/// <summary>Specifies when a token is renewed, and how long the cool-downs are during which nothing is sent to Podio. The defaults suit
/// tokens of eight hours (PODIO 3.9).</summary>
/// <remarks>Immutable, with value equality. Every span must be between zero and 36,525 days.</remarks>
public sealed record RenewalPolicy
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36525);

    /// <summary>The defaults.</summary>
    public static RenewalPolicy Default { get; } = new();

    /// <summary>A token with no more than this left is renewed before it is used. It covers the duration of a call and clock differences.
    /// The default is one minute. For a token whose lifetime is at most twice this, it is half the lifetime.</summary>
    /// <remarks>A token that was requested further in the future than this is renewed in the background: the clock was set back, and the
    /// token's age is unknown.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or greater than 36,525 days.</exception>
    public TimeSpan Skew { get; init => field = Checked(value); } = TimeSpan.FromMinutes(1);

    /// <summary>A token with no more than this left is used and renewed in the background, so that no caller waits. The default is ten
    /// minutes. Background renewal starts no earlier than halfway through the token's lifetime.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or greater than 36,525 days.</exception>
    public TimeSpan Ahead { get; init => field = Checked(value); } = TimeSpan.FromMinutes(10);

    /// <summary>The maximum extra time by which a source may renew early: each source draws its own share, so that many don't renew at
    /// once. The default is two minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or greater than 36,525 days.</exception>
    public TimeSpan Jitter { get; init => field = Checked(value); } = TimeSpan.FromMinutes(2);

    /// <summary>The cool-down after a failed renewal; a longer wait that the server requests takes precedence. It is also the minimum after
    /// a rate limit: a wait of zero, or until an instant in the past, means that the server's clock differs, not that the limit is over.
    /// The default is 30 seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or greater than 36,525 days.</exception>
    public TimeSpan FailureCoolDown { get; init => field = Checked(value); } = TimeSpan.FromSeconds(30);

    /// <summary>The cool-down after a rate limit that specified no wait: an hour (PODIO 4.9).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or greater than 36,525 days.</exception>
    public TimeSpan RateLimitCoolDown { get; init => field = Checked(value); } = TimeSpan.FromHours(1);

    /// <summary>The longest cool-down after consecutive new tokens were rejected, when another renewal doesn't help (PODIO 4.13). The first
    /// cool-down lasts for <see cref="FailureCoolDown"/>, and each further one twice as long as the one before. A token that was valid for
    /// longer than this ends the sequence. The default is five minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or greater than 36,525 days.</exception>
    public TimeSpan RejectionCoolDown { get; init => field = Checked(value); } = TimeSpan.FromMinutes(5);

    /// <summary>The longest cool-down of any kind. A longer one from a server, a store or this policy is limited to it. The default is one
    /// day.</summary>
    /// <remarks>Podio's limits are hourly (PODIO 4.8 to 4.10). A wait of more than a day is the mistake of a gateway or a clock, and would
    /// keep every caller out for that long, including people who sign in.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or greater than 36,525 days.</exception>
    public TimeSpan LongestCoolDown { get; init => field = Checked(value); } = TimeSpan.FromDays(1);

    /// <summary>The time without a renewal after which a warning is due: a refresh token may expire after 28 days (PODIO 3.9, 7.3). The
    /// default is 26 days.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or greater than 36,525 days.</exception>
    public TimeSpan WarnAfter { get; init => field = Checked(value); } = TimeSpan.FromDays(26);

    private static TimeSpan Checked(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(span, Longest);
        return span;
    }
}

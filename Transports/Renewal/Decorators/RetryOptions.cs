using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional;

// RetryOptions = how often × how long to wait × clock × share

/// <summary>How often a request is sent again, and how long to wait before it is (see
/// <see cref="TokenExchangeExtensions.WithRetry"/>).</summary>
/// <remarks>Immutable. Every span lies between zero and one day, every count between 0 and 100.</remarks>
public sealed record RetryOptions
{
    private const int MostRetries = 100;
    private static readonly TimeSpan LongestSpan = TimeSpan.FromDays(1);

    /// <summary>The defaults.</summary>
    public static RetryOptions Default { get; } = new();

    /// <summary>How often a request is sent again at most: 3. So it is sent at most once more than that. With 0 it is never sent
    /// again.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0, or above 100.</exception>
    public int MaxRetries { get; init => field = Checked(value); } = 3;

    /// <summary>How often, of these, a request is sent again after an error that leaves open whether Podio carried it out
    /// (<see cref="AmbiguousAdvice"/>): 0, never.</summary>
    /// <remarks>
    /// <para>With a password or an app the worst is a second token. With a refresh token the second request may find it spent by the first
    /// one: then the answer is a rejection, and what the first request got is lost (PODIO 7.2 allows one more, no second). An authorization
    /// code is not sent again, whatever stands here (RFC 6749 §4.1.2).</para>
    /// <para>Leave it at 0 below a token source: a source asks once more by itself, and remembers why.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">Below 0, or above 100.</exception>
    public int MaxAmbiguousRetries { get; init => field = Checked(value); }

    /// <summary>The wait before the first retry: one second. Before each later one it is twice as long, up to <see cref="LongestWait"/>. A
    /// wait is spread by <see cref="Share"/>, between half of it and all of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above one day.</exception>
    public TimeSpan FirstWait { get; init => field = Checked(value); } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait before one retry: one minute. Where the server asks for a longer one, the error is returned
    /// instead.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above one day.</exception>
    public TimeSpan LongestWait { get; init => field = Checked(value); } = TimeSpan.FromMinutes(1);

    /// <summary>The wait after a rate limit that named none: an hour (PODIO 4.9).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above one day.</exception>
    public TimeSpan UnknownWait { get; init => field = Checked(value); } = TimeSpan.FromHours(1);

    /// <summary>Gives a share from 0 to 1 for each wait, so that many do not come back at once; outside of it the nearest of the two. A
    /// random one.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Func<double> Share { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = Random.Shared.NextDouble;

    /// <summary>The clock that waits. The system's.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public TimeProvider TimeProvider { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } =
        TimeProvider.System;

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"MaxRetries = {MaxRetries}, MaxAmbiguousRetries = {MaxAmbiguousRetries}, ")
            .Append(CultureInfo.InvariantCulture, $"FirstWait = {FirstWait}, LongestWait = {LongestWait}, UnknownWait = {UnknownWait}");
        return true;
    }

    private static int Checked(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostRetries);
        return count;
    }

    private static TimeSpan Checked(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(span, LongestSpan);
        return span;
    }
}

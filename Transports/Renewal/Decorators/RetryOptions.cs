using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional;

// RetryOptions = how often × how long to wait × clock × share

/// <summary>Specifies how often <see cref="TokenExchangeExtensions.WithRetry"/> retries a request, and how long it waits.</summary>
/// <remarks>Immutable. Every time span is between zero and one day, every count between 0 and 100.</remarks>
public sealed record RetryOptions
{
    private const int MostRetries = 100;
    private static readonly TimeSpan LongestSpan = TimeSpan.FromDays(1);

    /// <summary>The defaults.</summary>
    public static RetryOptions Default { get; } = new();

    /// <summary>The maximum number of retries: 3. With 0, a request is never retried.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0, or above 100.</exception>
    public int MaxRetries { get; init => field = Checked(value); } = 3;

    /// <summary>The maximum number of these retries that may follow an error after which it is unknown whether Podio processed the request
    /// (<see cref="AmbiguousAdvice"/>): 0, never.</summary>
    /// <remarks>
    /// <para>With a password or an app grant, the worst outcome is a second token. With a refresh token, the second request may find that
    /// the first one has used it up: the result is a rejection, and the token that the first request got is lost (PODIO 7.2 allows one more
    /// use, not two). An authorization code is never sent again, whatever this value is (RFC 6749 §4.1.2).</para>
    /// <para>Leave it at 0 below a token source, which retries after its own cool-down and records why.</para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">Below 0, or above 100.</exception>
    public int MaxAmbiguousRetries { get; init => field = Checked(value); }

    /// <summary>The wait before the first retry: one second. Each later wait is twice as long, up to <see cref="LongestWait"/>.
    /// <see cref="Share"/> spreads each wait between half of it and all of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above one day.</exception>
    public TimeSpan FirstWait { get; init => field = Checked(value); } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait before one retry: one minute. If the server asks for a longer one, the error is returned
    /// instead.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above one day.</exception>
    public TimeSpan LongestWait { get; init => field = Checked(value); } = TimeSpan.FromMinutes(1);

    /// <summary>The wait after a rate limit without a stated wait: one hour (PODIO 4.9).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above one day.</exception>
    public TimeSpan UnknownWait { get; init => field = Checked(value); } = TimeSpan.FromHours(1);

    /// <summary>Returns a share from 0 to 1 for each wait, so that many clients don't retry at once; other values are clamped. Random by
    /// default.</summary>
    public Func<double> Share { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = Random.Shared.NextDouble;

    /// <summary>The clock used for waiting. By default the system's clock.</summary>
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

namespace PodioOAuth.Functional;

// RetryAfter = After (span) | At (instant) | Unknown

/// <summary>When the server asked to be tried again. Core has no clock, so a span counts from the reply's arrival and a date stays a date.</summary>
public abstract record RetryAfter
{
    private protected RetryAfter()
    {
    }

    /// <summary>A span from the reply's arrival on. Never negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="wait"/> is negative.</exception>
    public static RetryAfter After(TimeSpan wait) => new RetryAfterSpan(wait);

    /// <summary>An instant.</summary>
    public static RetryAfter At(DateTimeOffset instant) => new RetryAfterInstant(instant);

    /// <summary>Nothing readable was said. After a rate limit assume an hour (PODIO 4.9).</summary>
    public static RetryAfter Unknown { get; } = new RetryAfterUnknown();

    /// <summary>Runs the function of the case that this is.</summary>
    public T Match<T>(Func<TimeSpan, T> after, Func<DateTimeOffset, T> at, Func<T> unknown) => Dispatch(after, at, unknown);

    /// <summary>How long to wait, counted from an instant; null when unknown. Zero for an instant that has passed.</summary>
    /// <param name="repliedAt">When the reply came: what a span counts from.</param>
    /// <param name="now">The instant of asking.</param>
    public TimeSpan? WaitFrom(DateTimeOffset repliedAt, DateTimeOffset now) => Match<TimeSpan?>(
        after: wait => Instants.Max(Instants.Add(repliedAt, wait) - now, TimeSpan.Zero),
        at: instant => Instants.Max(instant - now, TimeSpan.Zero),
        unknown: () => null);

    private protected abstract T Dispatch<T>(Func<TimeSpan, T> after, Func<DateTimeOffset, T> at, Func<T> unknown);
}

/// <summary>The case of <see cref="RetryAfter.After"/>.</summary>
public sealed record RetryAfterSpan : RetryAfter
{
    internal RetryAfterSpan(TimeSpan wait)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero);
        Wait = wait;
    }

    /// <summary>How long to wait from the reply's arrival on. Never negative.</summary>
    public TimeSpan Wait { get; }

    private protected override T Dispatch<T>(Func<TimeSpan, T> after, Func<DateTimeOffset, T> at, Func<T> unknown) => after(Wait);
}

/// <summary>The case of <see cref="RetryAfter.At"/>.</summary>
/// <param name="Instant">When to try again.</param>
public sealed record RetryAfterInstant(DateTimeOffset Instant) : RetryAfter
{
    private protected override T Dispatch<T>(Func<TimeSpan, T> after, Func<DateTimeOffset, T> at, Func<T> unknown) => at(Instant);
}

/// <summary>The case of <see cref="RetryAfter.Unknown"/>.</summary>
public sealed record RetryAfterUnknown : RetryAfter
{
    internal RetryAfterUnknown()
    {
    }

    private protected override T Dispatch<T>(Func<TimeSpan, T> after, Func<DateTimeOffset, T> at, Func<T> unknown) => unknown();
}

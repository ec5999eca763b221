using System.Globalization;
using System.Text.RegularExpressions;

namespace PodioOAuth.Functional;

// RetryAfter = After (span) | At (instant) | Unknown

/// <summary>When the server asked to be tried again. A span counts from the reply's arrival. A date is read as one wherever the reply has a
/// <c>Date</c> of its own, so that a server's clock need not agree with this one; without it, it stays an instant by the server's
/// clock.</summary>
public abstract record RetryAfter
{
    private protected RetryAfter()
    {
    }

    /// <summary>A span from the reply's arrival on. Never negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="wait"/> is negative.</exception>
    public static RetryAfter After(TimeSpan wait) => new RetryAfterSpan(wait);

    /// <summary>An instant, by a clock that may differ from this one.</summary>
    public static RetryAfter At(DateTimeOffset instant) => new RetryAfterInstant(instant);

    /// <summary>Nothing readable was said. After a rate limit assume an hour (PODIO 4.9).</summary>
    public static RetryAfter Unknown { get; } = new RetryAfterUnknown();

    /// <summary>Runs the function for the case that this is.</summary>
    public T Match<T>(Func<TimeSpan, T> after, Func<DateTimeOffset, T> at, Func<T> unknown) =>
        Dispatch(new Cases<T>(after, at, unknown));

    /// <summary>How long to wait, counted from an instant; null when unknown. Zero for an instant that has passed.</summary>
    /// <param name="repliedAt">When the reply came: what a span counts from.</param>
    /// <param name="now">The instant of asking.</param>
    public TimeSpan? WaitFrom(DateTimeOffset repliedAt, DateTimeOffset now) => Match<TimeSpan?>(
        after: wait => Instants.Max(Instants.Add(repliedAt, wait) - now, TimeSpan.Zero),
        at: instant => Instants.Max(instant - now, TimeSpan.Zero),
        unknown: () => null);

    /// <summary>The wait for a person, in English and independent of the culture: <c>after 300 seconds</c>, <c>at</c> an instant in UTC, or
    /// <c>unknown</c>.</summary>
    public sealed override string ToString() => Match(
        after: wait => string.Create(CultureInfo.InvariantCulture, $"after {wait.TotalSeconds:0.###} seconds"),
        at: instant => $"at {Instants.Text(instant)}",
        unknown: () => "unknown");

    /// <summary>When to try again, as a sentence.</summary>
    internal string Sentence => Match(
        after: wait => string.Create(CultureInfo.InvariantCulture, $"Try again in {wait.TotalSeconds:0} seconds."),
        at: instant => $"Try again at {Instants.Text(instant)}.",
        unknown: () => "When to try again was not said.");

    private protected abstract T Dispatch<T>(in Cases<T> on);

    private protected readonly record struct Cases<T>(Func<TimeSpan, T> After, Func<DateTimeOffset, T> At, Func<T> Unknown);
}

/// <summary>The case of <see cref="RetryAfter.After"/>.</summary>
internal sealed record RetryAfterSpan : RetryAfter
{
    internal RetryAfterSpan(TimeSpan wait)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero);
        Wait = wait;
    }

    /// <summary>How long to wait from the reply's arrival on. Never negative.</summary>
    public TimeSpan Wait { get; }

    private protected override T Dispatch<T>(in Cases<T> on) => on.After(Wait);
}

/// <summary>The case of <see cref="RetryAfter.At"/>.</summary>
internal sealed record RetryAfterInstant : RetryAfter
{
    internal RetryAfterInstant(DateTimeOffset instant) => Instant = instant;

    /// <summary>When to try again.</summary>
    public DateTimeOffset Instant { get; init; }

    private protected override T Dispatch<T>(in Cases<T> on) => on.At(Instant);
}

/// <summary>The case of <see cref="RetryAfter.Unknown"/>.</summary>
internal sealed record RetryAfterUnknown : RetryAfter
{
    internal RetryAfterUnknown()
    {
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Unknown();
}

/// <summary>Reads when to come back: from <c>Retry-After</c> (RFC 9110 §10.2.3), else from Podio's prose (PODIO 4.9). Never gives a date
/// that is known to have passed.</summary>
internal static partial class RetryAfterReader
{
    private const double LongestSeconds = 36525.0 * 24 * 60 * 60;

    private static readonly string[] DateFormats =
        ["r", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy", "ddd MMM  d HH:mm:ss yyyy"]; // RFC 9110 §5.6.7

    /// <summary>The header: of several values the one that waits longest. A date counts from the reply's own <c>Date</c>; without one the
    /// two clocks cannot be compared, and seconds stand before it.</summary>
    internal static RetryAfter Read(HttpReply reply)
    {
        var repliedAt = ReadDate(reply.Headers.Date);
        var dates = reply.RetryAfterValues.Select(ReadDate).ToList();
        var waits = reply.RetryAfterValues.Select(ReadSeconds).Concat(dates.Select(date => Believed(date - repliedAt)));
        return waits.Max() is { } wait ? RetryAfter.After(wait)
            : repliedAt is null && dates.Max() is { } instant ? RetryAfter.At(instant)
            : RetryAfter.Unknown;
    }

    /// <summary>What the header said where that is a wait, else the "wait N seconds" of Podio's rate limit prose: a hint, for it may be
    /// translated (PODIO 7.13). A date without a <c>Date</c> gives way to it as it does to seconds: it may have passed.</summary>
    internal static RetryAfter OrProse(this RetryAfter header, string prose) =>
        header is RetryAfterSpan { Wait.Ticks: > 0 } ? header
        : ReadProse(prose) is { } wait && (wait > TimeSpan.Zero || header is RetryAfterUnknown) ? RetryAfter.After(wait)
        : header;

    // The longest of several: waiting too long is no harm, coming back too early is.
    private static TimeSpan? ReadProse(string prose) => Waits().Matches(prose).Select(ReadWait).Max();

    private static TimeSpan? ReadWait(Match match)
    {
        var (hours, minutes, seconds) = (Read(match.Groups["hours"]), Read(match.Groups["minutes"]), Read(match.Groups["seconds"]));
        var wait = ((hours ?? 0) * 3600) + ((minutes ?? 0) * 60) + (seconds ?? 0);
        return (hours, minutes, seconds) is (null, null, null) || wait > LongestSeconds ? null : TimeSpan.FromSeconds(wait);
    }

    private static double? Read(Group digits) => digits.Success ? double.Parse(digits.ValueSpan, CultureInfo.InvariantCulture) : null;

    // What has passed is no wait, and beyond a century nothing is believed.
    private static TimeSpan? Believed(TimeSpan? wait) =>
        wait > TimeSpan.Zero && wait.Value.TotalSeconds <= LongestSeconds ? wait : null;

    // Digits only: TryParse alone takes "-Infinity" and a NUL at the end, whatever the style.
    private static TimeSpan? ReadSeconds(string? text) =>
        text?.Trim() is { } digits && !digits.AsSpan().ContainsAnyExceptInRange('0', '9')
        && double.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LongestSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static DateTimeOffset? ReadDate(string? text) => DateTimeOffset.TryParseExact(
        text?.Trim(), DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    // "1 hour and 30 minutes" is one wait, and so is "1h30m". Of another unit than these three there is none.
    [GeneratedRegex(
        """
        \b (?: wait | or ) (?:\ for)? (?=\ [0-9])
        (?: \ (?<hours>[0-9]{1,12}) \ ? (?: hours? | hrs? | h ) (?!\p{L}) ,? (?:\ and)? )?
        (?: \ ? (?<minutes>[0-9]{1,12}) \ ? (?: minutes? | mins? | m ) (?!\p{L}) ,? (?:\ and)? )?
        (?: \ ? (?<seconds>[0-9]{1,12}) \ ? (?: seconds? | secs? | s ) (?!\p{L}) )?
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Waits();
}

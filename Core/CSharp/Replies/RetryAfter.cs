using System.Globalization;
using System.Text.RegularExpressions;

namespace PodioOAuth.Functional;

// RetryAfter = After (span) | At (instant) | Unknown

/// <summary>The time at which the server allows a retry. A span counts from the reply's arrival. If the reply has a <c>Date</c>, a date is
/// read as a span, so that the server's clock need not agree with this one; without it, the date stays an instant on the server's
/// clock.</summary>
public abstract record RetryAfter
{
    private protected RetryAfter()
    {
    }

    /// <summary>Creates a span that counts from the reply's arrival. Never negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="wait"/> is negative.</exception>
    public static RetryAfter After(TimeSpan wait) => new RetryAfterSpan(wait);

    /// <summary>Creates an instant on a clock that may differ from this one.</summary>
    public static RetryAfter At(DateTimeOffset instant) => new RetryAfterInstant(instant);

    /// <summary>The reply said nothing readable. After a rate limit, assume an hour (PODIO 4.9).</summary>
    public static RetryAfter Unknown { get; } = new RetryAfterUnknown();

    /// <summary>Calls the function for the case that this is.</summary>
    public T Match<T>(Func<TimeSpan, T> after, Func<DateTimeOffset, T> at, Func<T> unknown) =>
        Dispatch(new Cases<T>(after, at, unknown));

    /// <summary>Returns the remaining wait at the specified time, or null if it is unknown. Zero if the wait is over.</summary>
    /// <param name="repliedAt">When the reply arrived: a span counts from here.</param>
    /// <param name="now">The current instant.</param>
    public TimeSpan? WaitFrom(DateTimeOffset repliedAt, DateTimeOffset now) => Match<TimeSpan?>(
        after: wait => Instants.Max(Instants.Add(repliedAt, wait) - now, TimeSpan.Zero),
        at: instant => Instants.Max(instant - now, TimeSpan.Zero),
        unknown: () => null);

    /// <summary>Returns the wait in English, independent of the culture: <c>after 300 seconds</c>, <c>at</c> an instant in UTC, or
    /// <c>unknown</c>.</summary>
    public sealed override string ToString() => Match(
        after: wait => string.Create(CultureInfo.InvariantCulture, $"after {wait.TotalSeconds:0.###} seconds"),
        at: instant => $"at {Instants.Text(instant)}",
        unknown: () => "unknown");

    /// <summary>The time of the retry as a sentence.</summary>
    internal string Sentence => Match(
        after: wait => string.Create(CultureInfo.InvariantCulture, $"Retry in {wait.TotalSeconds:0} seconds."),
        at: instant => $"Retry at {Instants.Text(instant)}.",
        unknown: () => "Podio didn't say when to retry.");

    private protected abstract T Dispatch<T>(in Cases<T> on);

    private protected readonly record struct Cases<T>(Func<TimeSpan, T> After, Func<DateTimeOffset, T> At, Func<T> Unknown);
}

/// <summary>A wait that counts from the reply's arrival.</summary>
internal sealed record RetryAfterSpan : RetryAfter
{
    internal RetryAfterSpan(TimeSpan wait)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero);
        Wait = wait;
    }

    /// <summary>The wait, counted from the reply's arrival. Never negative.</summary>
    public TimeSpan Wait { get; }

    private protected override T Dispatch<T>(in Cases<T> on) => on.After(Wait);
}

/// <summary>An instant at which to retry.</summary>
internal sealed record RetryAfterInstant : RetryAfter
{
    internal RetryAfterInstant(DateTimeOffset instant) => Instant = instant;

    /// <summary>The instant on the server's clock.</summary>
    public DateTimeOffset Instant { get; init; }

    private protected override T Dispatch<T>(in Cases<T> on) => on.At(Instant);
}

/// <summary>An unknown wait.</summary>
internal sealed record RetryAfterUnknown : RetryAfter
{
    internal RetryAfterUnknown()
    {
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Unknown();
}

/// <summary>Reads when to retry: from <c>Retry-After</c> (RFC 9110 §10.2.3), otherwise from Podio's description (PODIO 4.9). Never returns
/// a date that is known to be in the past.</summary>
internal static partial class RetryAfterReader
{
    private const double LongestSeconds = 36525.0 * 24 * 60 * 60;

    private static readonly string[] DateFormats =
        ["r", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy", "ddd MMM  d HH:mm:ss yyyy"]; // RFC 9110 §5.6.7

    /// <summary>Reads the header: of several values, the longest wait. A date counts from the reply's own <c>Date</c>; without one, the two
    /// clocks can't be compared, and seconds take precedence.</summary>
    internal static RetryAfter Read(HttpReply reply)
    {
        if (reply.RetryAfterValues.Count == 0)
        {
            return RetryAfter.Unknown; // Most replies specify no wait, so skip parsing the date.
        }

        var repliedAt = ReadDate(reply.Headers.Date);
        var dates = reply.RetryAfterValues.Select(ReadDate).ToList();
        var waits = reply.RetryAfterValues.Select(ReadSeconds).Concat(dates.Select(date => Believed(date - repliedAt)));
        return waits.Max() is { } wait ? RetryAfter.After(wait)
            : repliedAt is null && dates.Max() is { } instant ? RetryAfter.At(instant)
            : RetryAfter.Unknown;
    }

    /// <summary>Returns what the header said if it specifies a wait; otherwise, the "wait N seconds" of Podio's rate limit description,
    /// which is only a hint because it may be translated (PODIO 7.13). A date without a <c>Date</c> yields to it as it does to seconds: it
    /// may be in the past.</summary>
    internal static RetryAfter OrProse(this RetryAfter header, string prose) =>
        header is RetryAfterSpan { Wait.Ticks: > 0 } ? header
        : ReadProse(prose) is { } wait && (wait > TimeSpan.Zero || header is RetryAfterUnknown) ? RetryAfter.After(wait)
        : header;

    // The longest of several: waiting too long does no harm, retrying too early does.
    private static TimeSpan? ReadProse(string prose)
    {
        TimeSpan? longest = null;
        for (var match = Waits().Match(prose); match.Success; match = match.NextMatch())
        {
            longest = ReadWait(match) is { } wait && !(wait <= longest) ? wait : longest;
        }

        return longest;
    }

    private static TimeSpan? ReadWait(Match match)
    {
        var (hours, minutes, seconds) = (Read(match.Groups["hours"]), Read(match.Groups["minutes"]), Read(match.Groups["seconds"]));
        var wait = ((hours ?? 0) * 3600) + ((minutes ?? 0) * 60) + (seconds ?? 0);
        return (hours, minutes, seconds) is (null, null, null) || wait > LongestSeconds ? null : TimeSpan.FromSeconds(wait);
    }

    private static double? Read(Group digits) => digits.Success ? double.Parse(digits.ValueSpan, CultureInfo.InvariantCulture) : null;

    // An instant in the past isn't a wait, and anything beyond a century is ignored.
    private static TimeSpan? Believed(TimeSpan? wait) =>
        wait > TimeSpan.Zero && wait.Value.TotalSeconds <= LongestSeconds ? wait : null;

    // Digits only: TryParse alone accepts "-Infinity" and a trailing NUL, whatever the style.
    private static TimeSpan? ReadSeconds(string? text) =>
        text?.Trim() is { } digits && !digits.AsSpan().ContainsAnyExceptInRange('0', '9')
        && double.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LongestSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static DateTimeOffset? ReadDate(string? text) => DateTimeOffset.TryParseExact(
        text?.Trim(), DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    // "1 hour and 30 minutes" is one wait, and so is "1h30m". A wait in any unit other than these three is ignored.
    [GeneratedRegex(
        """
        \b (?: wait | or ) (?:\ for)? (?=\ [0-9])
        (?: \ (?<hours>[0-9]{1,12}) \ ? (?: hours? | hrs? | h ) (?!\p{L}) ,? (?:\ and)? )?
        (?: \ ? (?<minutes>[0-9]{1,12}) \ ? (?: minutes? | mins? | m ) (?!\p{L}) ,? (?:\ and)? )?
        (?: \ ? (?<seconds>[0-9]{1,12}) \ ? (?: seconds? | secs? | s ) (?!\p{L}) )?
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    internal static partial Regex Waits();
}

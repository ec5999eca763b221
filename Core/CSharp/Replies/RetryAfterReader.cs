using System.Globalization;
using System.Text.RegularExpressions;

namespace PodioOAuth.Functional;

/// <summary>Reads when to come back: from <c>Retry-After</c> (RFC 9110 §10.2.3), else from Podio's prose (PODIO 4.9). Never gives a time in the past.</summary>
internal static partial class RetryAfterReader
{
    private const double LongestSeconds = 36525.0 * 24 * 60 * 60;

    private static readonly string[] DateFormats =
        ["r", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy", "ddd MMM  d HH:mm:ss yyyy"]; // RFC 9110 §5.6.7

    /// <summary>The header: of several values the one that waits longest. A date is compared with the reply's own <c>Date</c>; without
    /// one it cannot be, and seconds stand before it.</summary>
    internal static RetryAfter Read(HttpReply reply)
    {
        var repliedAt = ReadDate(reply.Date);
        TimeSpan? longest = null;
        DateTimeOffset? latest = null;
        foreach (var value in reply.RetryAfter ?? []) // A caller that knows no nullability may hand over null.
        {
            if (ReadSeconds(value) is { } wait)
            {
                longest = longest > wait ? longest : wait;
            }
            else if (ReadDate(value) is { } date && !(date <= repliedAt))
            {
                latest = latest > date ? latest : date;
            }
        }

        return (longest, latest) switch
        {
            ({ } wait, { } date) => date - (repliedAt ?? date) > wait ? RetryAfter.At(date) : RetryAfter.After(wait),
            (null, { } date) => RetryAfter.At(date),
            ({ } wait, null) => RetryAfter.After(wait),
            _ => RetryAfter.Unknown,
        };
    }

    /// <summary>The "wait N seconds" of Podio's rate limit prose: a hint, for it may be translated (PODIO 7.13).</summary>
    internal static RetryAfter ReadProse(string prose) =>
        WaitSeconds().Match(prose) is { Success: true } match && ReadSeconds(match.Groups[1].Value) is { } wait
            ? RetryAfter.After(wait)
            : RetryAfter.Unknown;

    // Digits only: TryParse alone takes "-Infinity" and a NUL at the end, whatever the style.
    private static TimeSpan? ReadSeconds(string? text) =>
        text?.Trim() is { } digits && !digits.AsSpan().ContainsAnyExceptInRange('0', '9')
        && double.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= LongestSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static DateTimeOffset? ReadDate(string? text) => DateTimeOffset.TryParseExact(
        text?.Trim(), DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    [GeneratedRegex("wait ([0-9]{1,12}) second", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex WaitSeconds();
}

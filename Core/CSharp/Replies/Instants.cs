using System.Globalization;

namespace PodioOAuth.Functional;

/// <summary>Arithmetic on instants that saturates instead of overflowing, and their text forms.</summary>
internal static class Instants
{
    internal static DateTimeOffset Add(DateTimeOffset instant, TimeSpan span)
    {
        var utc = instant.UtcDateTime;
        return new DateTimeOffset(utc + Min(Max(span, DateTime.MinValue - utc), DateTime.MaxValue - utc));
    }

    internal static TimeSpan Max(TimeSpan left, TimeSpan right) => new(Math.Max(left.Ticks, right.Ticks));

    internal static TimeSpan Min(TimeSpan left, TimeSpan right) => new(Math.Min(left.Ticks, right.Ticks));

    /// <summary>The text for a person: in UTC, to the second, independent of the culture. Some calendars end, and throw for a later
    /// date.</summary>
    internal static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The text for a record's <c>ToString</c>: complete ISO 8601; empty for null.</summary>
    internal static string Print(DateTimeOffset? instant) =>
        instant?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture) ?? "";
}

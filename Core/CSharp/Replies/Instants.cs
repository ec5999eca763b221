using System.Globalization;

namespace PodioOAuth.Functional;

/// <summary>Arithmetic on instants that saturates instead of overflowing, and their text.</summary>
internal static class Instants
{
    internal static DateTimeOffset Add(DateTimeOffset instant, TimeSpan span)
    {
        var utc = instant.UtcDateTime;
        if (span > DateTime.MaxValue - utc)
        {
            return DateTimeOffset.MaxValue;
        }

        return span < DateTime.MinValue - utc ? DateTimeOffset.MinValue : new DateTimeOffset(utc + span);
    }

    internal static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;

    internal static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    /// <summary>For a person: in UTC, to the second, the same in every culture. Some calendars end, and throw at a later date.</summary>
    internal static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>For a record's <c>ToString</c>: ISO 8601, all of it; empty for null.</summary>
    internal static string Print(DateTimeOffset? instant) =>
        instant?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture) ?? "";
}

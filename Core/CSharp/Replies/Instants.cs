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

    /// <summary>The instant in UTC, to the second. A culture whose calendar ends early cannot print it otherwise.</summary>
    internal static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}

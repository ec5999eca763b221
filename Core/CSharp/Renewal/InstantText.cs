using System.Globalization;

namespace PodioOAuth.Functional;

/// <summary>Instants as text, the same in every culture: some calendars end, and throw at a later date.</summary>
internal static class InstantText
{
    /// <summary>For a person, to the second.</summary>
    internal static string Describe(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>For a record's <c>ToString</c>: ISO 8601, all of it; empty for null.</summary>
    internal static string Print(DateTimeOffset? instant) =>
        instant?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture) ?? "";
}

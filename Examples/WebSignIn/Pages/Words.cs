using System.Globalization;

namespace WebSignIn.Pages;

/// <summary>Times in words. The page's script shows the same, every second.</summary>
internal static class Words
{
    internal static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("d MMMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>For the script and for machines.</summary>
    internal static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    internal static string Until(TimeSpan left) => left switch
    {
        { Ticks: <= 0 } => "already passed",
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"in {left.Seconds} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"in {left.Minutes} min {left.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"in {(int)left.TotalHours} h {left.Minutes} min"),
    };
}

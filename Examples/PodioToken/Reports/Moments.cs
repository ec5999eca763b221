using System.Globalization;

namespace PodioToken.Reports;

/// <summary>Formats times for a person at a terminal: the distance, and the local time.</summary>
internal static class Moments
{
    /// <summary>Such as <c>in 7 hours (18:00)</c>, <c>in 3 days (Tue 18:00)</c>, <c>20 minutes ago (10:40)</c>.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="now">The current time.</param>
    /// <param name="zone">The person's time zone.</param>
    public static string Text(DateTimeOffset instant, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (local, today) = (TimeZoneInfo.ConvertTime(instant, zone), TimeZoneInfo.ConvertTime(now, zone));
        var format = local.Date == today.Date ? "HH:mm"
            : (instant - now).Duration() < TimeSpan.FromDays(6) ? "ddd HH:mm"
            : "yyyy-MM-dd HH:mm";
        return $"{Distance(instant - now)} ({local.ToString(format, CultureInfo.InvariantCulture)})";
    }

    private static string Distance(TimeSpan distance)
    {
        var span = distance.Duration();
        var text = span < TimeSpan.FromMinutes(1) ? "less than a minute"
            : span < TimeSpan.FromHours(1) ? Count(Math.Floor(span.TotalMinutes), "minute")
            : span < TimeSpan.FromDays(1) ? Count(Math.Round(span.TotalHours), "hour")
            : Count(Math.Round(span.TotalDays), "day");
        return distance < TimeSpan.Zero ? $"{text} ago" : $"in {text}";
    }

    private static string Count(double number, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:0} {unit}{(number == 1 ? "" : "s")}");
}

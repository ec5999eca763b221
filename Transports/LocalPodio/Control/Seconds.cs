namespace PodioOAuth.Functional.Serving;

/// <summary>Spans as seconds, which may have a fraction.</summary>
internal static class Seconds
{
    /// <exception cref="ArgumentException">So many seconds are no span.</exception>
    internal static TimeSpan Of(double seconds) =>
        double.IsFinite(seconds) && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new ArgumentException("So many seconds are too many.");

    internal static TimeSpan? Of(double? seconds) => seconds is { } some ? Of(some) : null;
}

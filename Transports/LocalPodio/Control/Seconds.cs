namespace PodioOAuth.Functional.Serving;

/// <summary>Spans in seconds, which may have a fraction.</summary>
internal static class Seconds
{
    /// <exception cref="ArgumentException">The number of seconds is out of range.</exception>
    internal static TimeSpan Of(double seconds) =>
        double.IsFinite(seconds) && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new ArgumentException("The number of seconds is out of range.");

    internal static TimeSpan? Of(double? seconds) => seconds is { } some ? Of(some) : null;
}

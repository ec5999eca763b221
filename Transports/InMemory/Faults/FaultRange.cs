namespace PodioOAuth.Functional;

/// <summary>The ranges of what a fault is made of.</summary>
internal static class FaultRange
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    internal static TimeSpan Wait(TimeSpan wait)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wait, Longest);
        return wait;
    }

    internal static int Status(int status, int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, to);
        return status;
    }
}

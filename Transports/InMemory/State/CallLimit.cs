namespace PodioOAuth.Functional;

/// <summary>So many calls in so much time (PODIO 4.10). When they are used up, every further call is a 420 until the window ends.</summary>
public sealed record CallLimit
{
    /// <summary>A limit.</summary>
    /// <param name="calls">How many calls pass in a window: from 0 up.</param>
    /// <param name="window">How long a window is, from its first call on: above zero, and at most a day.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public CallLimit(int calls, TimeSpan window)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(calls);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(window, TimeSpan.FromDays(1));
        (Calls, Window) = (calls, window);
    }

    /// <summary>How many calls pass in a window.</summary>
    public int Calls { get; }

    /// <summary>How long a window is.</summary>
    public TimeSpan Window { get; }
}

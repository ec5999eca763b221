namespace PodioOAuth.Functional;

/// <content>Faults on request.</content>
public sealed partial record PodioState
{
    /// <summary>Lets something go wrong with the next request: once, or the next so many times. Armed faults wait in line.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="path">The path of the requests that it is meant for, such as <c>/oauth/token</c>; null for any.</param>
    /// <param name="times">How many requests meet it, from 1 to 1,000.</param>
    /// <exception cref="ArgumentNullException"><paramref name="fault"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is outside its range.</exception>
    public PodioState Arm(Fault fault, string? path = null, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(times, 1000);
        return this with { Faults = Faults.With(new ArmedFault(fault, path), times) };
    }

    /// <summary>Forgets every fault that is still armed.</summary>
    public PodioState Disarm() => this with { Faults = FaultLine.Empty };
}

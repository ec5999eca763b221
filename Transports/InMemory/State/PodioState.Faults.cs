using System.Collections.Immutable;

namespace PodioOAuth.Functional.Serving;

/// <content>Faults on request.</content>
public sealed partial record PodioState
{
    /// <summary>Returns a state in which the next request fails: once, or the given number of times. Armed faults queue up.</summary>
    /// <param name="fault">The failure.</param>
    /// <param name="path">The path of the requests that it applies to, such as <c>/oauth/token</c>; null for any.</param>
    /// <param name="times">The number of requests that it affects, from 1 to 1,000.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is outside its range.</exception>
    public PodioState Arm(Fault fault, string? path = null, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(times, 1000);
        return this with { Faults = Faults.With(new ArmedFault(fault, path), times) };
    }

    /// <summary>Returns a state without armed faults.</summary>
    public PodioState Disarm() => this with { Faults = FaultLine.Empty };
}

/// <summary>The armed faults in the order of arming. Immutable, with value equality.</summary>
internal sealed class FaultLine : IEquatable<FaultLine>
{
    internal static readonly FaultLine Empty = new([]);

    private readonly ImmutableList<ArmedFault> _faults;

    private FaultLine(ImmutableList<ArmedFault> faults) => _faults = faults;

    internal int Count => _faults.Count;

    internal FaultLine With(ArmedFault fault, int times) => new(_faults.AddRange(Enumerable.Repeat(fault, times)));

    /// <summary>Returns the first fault that applies to the request and the queue without it; the same queue if there is none.</summary>
    internal (Fault? Fault, FaultLine Others) Take(ReceivedRequest request)
    {
        var index = _faults.FindIndex(fault => fault.IsMeantFor(request));
        return index < 0 ? (null, this) : (_faults[index].Fault, new(_faults.RemoveAt(index)));
    }

    public bool Equals(FaultLine? other) => other is not null && _faults.SequenceEqual(other._faults);

    public override bool Equals(object? obj) => Equals(obj as FaultLine);

    public override int GetHashCode() => Count;
}

/// <summary>A fault that waits for its request.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Path">The path that it applies to, or null for any.</param>
internal sealed record ArmedFault(Fault Fault, string? Path)
{
    internal bool IsMeantFor(ReceivedRequest request) => Path is null || Path == request.RevealPath();
}

using System.Collections.Immutable;

namespace PodioOAuth.Functional;

/// <summary>The armed faults in the order of arming. Immutable, with value equality.</summary>
internal sealed class FaultLine : IEquatable<FaultLine>
{
    internal static readonly FaultLine Empty = new([]);

    private readonly ImmutableList<ArmedFault> _faults;

    private FaultLine(ImmutableList<ArmedFault> faults) => _faults = faults;

    internal int Count => _faults.Count;

    internal FaultLine With(ArmedFault fault, int times) => new(_faults.AddRange(Enumerable.Repeat(fault, times)));

    /// <summary>The first fault that is meant for the request, and the line without it; the same line where there is none.</summary>
    internal (Fault? Fault, FaultLine Others) Take(ReceivedRequest request)
    {
        var index = _faults.FindIndex(fault => fault.IsMeantFor(request));
        return index < 0 ? (null, this) : (_faults[index].Fault, new(_faults.RemoveAt(index)));
    }

    public bool Equals(FaultLine? other) => other is not null && _faults.SequenceEqual(other._faults);

    public override bool Equals(object? obj) => Equals(obj as FaultLine);

    public override int GetHashCode() => Count;
}

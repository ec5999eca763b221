namespace PodioOAuth.Functional.Benchmarks;

/// <summary>A contender that knows how many operations fill one slice.</summary>
internal sealed class Runner(Contender contender, TimeSpan slice)
{
    private double _best = double.PositiveInfinity; // Of one operation, in nanoseconds: at first one fills any slice.

    internal Slice Run() => contender.Run((int)Math.Max(1, slice.TotalNanoseconds / _best));

    /// <summary>Runs one slice and learns from it. From the fastest so far: a slice in which the machine was elsewhere teaches
    /// nothing.</summary>
    internal void WarmUp() => _best = Math.Min(_best, Run().PerOperation(Measure.Time));
}

using BenchmarkDotNet.Attributes;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>The finding of <see cref="ManySources"/>, for BenchmarkDotNet.</summary>
[MemoryDiagnoser, ShortRunJob]
public class FindSource
{
    private Func<object> _ours = () => "";
    private Func<object> _peer = () => "";

    [Params(1, 10_000, 1_000_000)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Fill() => (_ours, _peer) = new ManySources(Count).Finders();

    [Benchmark]
    public object Ours() => _ours();

    [Benchmark(Baseline = true)]
    public object Peer() => _peer();
}

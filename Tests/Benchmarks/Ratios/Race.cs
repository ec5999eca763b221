using System.Runtime;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Runs the two contenders of a figure alternately, slice by slice, in this one process.</summary>
internal static class Race
{
    private const int MostPhases = 10;

    internal static RaceResult Run(Figure figure, Pace pace)
    {
        figure.Compare();
        var (ours, peer) = (new Runner(figure.Ours, pace.Slice), new Runner(figure.Peer, pace.Slice));
        WarmUp(pace, ours, peer);
        return new(figure, [.. Enumerable.Range(0, pace.Rounds).Select(_ => RunRound(ours, peer, pace.Turns))]);
    }

    private static Round RunRound(Runner ours, Runner peer, int turns)
    {
        var slices = new (Slice Ours, Slice Peer)[turns];
        for (var turn = 0; turn < turns; turn++)
        {
            slices[turn] = Alternate(ours, peer, isOursFirst: turn % 2 == 0);
        }

        return new(slices);
    }

    /// <summary>Runs them until they run the code that they will keep: a phase in which nothing was compiled is the last.</summary>
    internal static void WarmUp(Pace pace, params Runner[] runners)
    {
        for (var phase = 0; phase < MostPhases; phase++)
        {
            var compiled = JitInfo.GetCompiledMethodCount();
            var start = TimeProvider.System.GetTimestamp();
            while (TimeProvider.System.GetElapsedTime(start) < pace.WarmUp)
            {
                foreach (var runner in runners)
                {
                    runner.WarmUp();
                }
            }

            if (JitInfo.GetCompiledMethodCount() == compiled)
            {
                return;
            }
        }
    }

    // Who begins changes each time, so that neither always finds the caches as the other left them.
    private static (Slice Ours, Slice Peer) Alternate(Runner ours, Runner peer, bool isOursFirst)
    {
        if (isOursFirst)
        {
            var first = ours.Run();
            return (first, peer.Run());
        }

        var other = peer.Run();
        return (ours.Run(), other);
    }
}

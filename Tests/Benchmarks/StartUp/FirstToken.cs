namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Start-up to the first token: how much longer a process takes for having this library in it.</summary>
/// <remarks>Both are this program, started again; only <see cref="FirstTokenProgram"/>'s way differs. The time runs from before the process
/// is started until its token has come through a pipe; the bytes are what the process says that it allocated until then.</remarks>
internal static class FirstToken
{
    internal static Figure Figure(Uri podio)
    {
        var ours = new FreshProcess("HttpClientTransport", FirstTokenProgram.Ours, podio);
        var peer = new FreshProcess("FormUrlEncodedContent and source-generated record", FirstTokenProgram.Peer, podio);
        return new Figure(
            "start-up to the first token",
            ours,
            peer,
            [new(Measure.Time, AtMost: TimeSpan.FromMilliseconds(8).TotalNanoseconds, Comparison.Difference)],
            () => Agreement.Check(ours.ReadToken(), peer.ReadToken()));
    }
}

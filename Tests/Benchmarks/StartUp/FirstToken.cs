using System.Diagnostics;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Start-up to the first token: how much longer a process takes for having this library in it.</summary>
/// <remarks>Compiled while they run, both are this program, started again; only <see cref="FirstTokenProgram"/>'s way differs. Native
/// programs are two, of which one has nothing of the library. The time runs from before the process is started until its token has come
/// through a pipe; the bytes are what the process says that it allocated until then.</remarks>
internal static class FirstToken
{
    private const string Ours = "HttpClientTransport";
    private const string Peer = "FormUrlEncodedContent and source-generated record";

    internal static Figure Figure(Uri podio) => Compare(
        "start-up to the first token",
        way => ThisProgram.Start(FirstTokenProgram.Argument, way, podio.AbsoluteUri),
        new(Measure.Time, AtMost: TimeSpan.FromMilliseconds(8).TotalNanoseconds, Comparison.Difference),
        "some 300 methods are compiled for the first token, the peer's 150 or so");

    internal static Figure NativeFigure(Uri podio)
    {
        var (ours, peer) = (NativeProgram.Publish(FirstTokenProgram.Ours), NativeProgram.Publish(FirstTokenProgram.Peer));
        return Compare(
            "start-up to the first token, Native AOT",
            way => (way == FirstTokenProgram.Ours ? ours : peer).Start(podio),
            new(Measure.Time, AtMost: 1),
            "the program is 2 MB larger, and .NET unpacks the data of all its types at the start: LanguageExt brings LINQ's expressions, "
                + "and we bring regular expressions");
    }

    private static Figure Compare(string title, Func<string, Process> start, Goal goal, string causeOfMiss)
    {
        var ours = new FreshProcess(Ours, () => start(FirstTokenProgram.Ours));
        var peer = new FreshProcess(Peer, () => start(FirstTokenProgram.Peer));
        return new Figure(title, ours, peer, [goal], () => Agreement.Check(ours.ReadToken(), peer.ReadToken()))
        {
            CauseOfMiss = causeOfMiss,
        };
    }
}

using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>Laws about how long an exchange takes, and who may end it.</summary>
internal static class TimeLaws
{
    private static readonly TimeSpan Enough = TimeSpan.FromMilliseconds(100);

    // The timeouts of successive attempts. The first is enough for nearly any machine, however busy, and the last for all others.
    private static readonly IReadOnlyList<TimeSpan> Short =
        [.. new[] { 200, 400, 400, 400, 400, 400, 400, 400, 800, 1600, 3200, 3200 }.Select(count => TimeSpan.FromMilliseconds(count))];

    private static readonly string Interim = WireAnswers.Head(103, "Link: </law>; rel=preload");
    private static readonly string Beginning = WireAnswers.Head(200, "Content-Length: 1000") + "{";

    internal static IReadOnlyList<TransportLaw> All { get; } =
    [
        new("Includes connecting and the headers in the timeout", CoversHeaders),
        new("Includes the body in the timeout", CoversBody),
        new("Stops promptly with an exception when the caller cancels", IsCancelledByCaller),
    ];

    private static Task<string?> CoversHeaders(TransportFactory create) => Law.AllAsync(
        ("a TLS handshake that never ends", () => RunsOut(create, () => new SlowPeer(""), "https", mayHaveBeenProcessed: false)),
        ("silence", () => RunsOut(create, () => new SlowPeer(""))),
        ("half the headers", () => RunsOut(create, () => new SlowPeer("HTTP/1.1 200 OK\r\nX-A: "))),
        ("a byte of the headers at a time", () => RunsOut(create, () => new SlowPeer("HTTP/1.1 200 OK\r\nX-A: ", drip: "a"))),
        ("endless interim replies", () => RunsOut(create, () => new SlowPeer(Interim, drip: Interim))));

    private static Task<string?> CoversBody(TransportFactory create) => Law.AllAsync(
        ("half a body", () => RunsOut(create, () => new SlowPeer(Beginning))),
        ("no byte of a body", () => RunsOut(create, () => new SlowPeer(WireAnswers.Head(200, "Content-Length: 2")))),
        ("a byte of the body at a time", () => RunsOut(create, () => new SlowPeer(Beginning, drip: " "))),
        ("a chunk at a time", () => RunsOut(create, () => new SlowPeer(Framing.ChunkedHead, drip: "1\r\n \r\n"))));

    // Repeated with a new transport if the timeout expired before the server's beginning could have been seen.
    private static async Task<string?> RunsOut(
        TransportFactory create, Func<SlowPeer> begin, string scheme = "http", bool mayHaveBeenProcessed = true)
    {
        foreach (var time in Short)
        {
            var peer = begin();
            peer.Patience += time;
            await using var server = Serve(peer, scheme);
            var transport = create(Law.At(server.EndpointAt(scheme)) with { Timeout = time });
            var attempt = await Attempt.MakeAsync(transport, Law.Request()).ConfigureAwait(false);
            if (peer.WasSeenFor(Enough) || attempt.Error is not UnreachableError { Reason: UnreachableReason.Timeout })
            {
                return attempt.IsUnreachable(UnreachableReason.Timeout, mayHaveBeenProcessed) ?? peer.WasOutlasted();
            }
        }

        return "the timeout expired before the request arrived, every time";
    }

    private static Task<string?> IsCancelledByCaller(TransportFactory create) => Law.AllAsync(
        ("before anything", () => IsCancelledBefore(create)),
        ("in a TLS handshake", () => IsCancelled(create, new SlowPeer(""), "https")),
        ("in silence", () => IsCancelled(create, new SlowPeer(""))),
        ("in the headers", () => IsCancelled(create, new SlowPeer("HTTP/1.1 200 OK\r\nX-A: "))),
        ("in the body", () => IsCancelled(create, new SlowPeer(Beginning))));

    private static async Task<string?> IsCancelledBefore(TransportFactory create)
    {
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync().ConfigureAwait(false);
        await using var server = WireServer.Start(WireAnswers.Reply(200));
        var attempt = await Attempt.MakeAsync(create(Law.At(server.Endpoint)), Law.Request(), caller.Token).ConfigureAwait(false);
        return attempt.IsCancelledBy(caller.Token) ?? (server.Requests.Count == 0 ? null : "the request was sent anyway");
    }

    private static async Task<string?> IsCancelled(TransportFactory create, SlowPeer peer, string scheme = "http")
    {
        using var caller = new CancellationTokenSource();
        await using var server = Serve(peer, scheme);
        var sending = Attempt.MakeAsync(create(Law.At(server.EndpointAt(scheme))), Law.Request(), caller.Token);
        await Task.WhenAny(peer.HasBegun, sending).ConfigureAwait(false);
        await caller.CancelAsync().ConfigureAwait(false);
        return (await sending.ConfigureAwait(false)).IsCancelledBy(caller.Token) ?? peer.WasOutlasted();
    }

    private static WireServer Serve(SlowPeer peer, string scheme) =>
        scheme == "https" ? WireServer.StartRaw(peer.ServeAsync) : WireServer.Start(peer.AnswerAsync);
}

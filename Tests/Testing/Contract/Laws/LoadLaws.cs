using System.Globalization;
using System.Text;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>Laws about concurrent requests, and about recovery.</summary>
internal static class LoadLaws
{
    private const int Callers = 64;

    internal static IReadOnlyList<TransportLaw> All { get; } =
    [
        new("Returns to each of many callers the reply to its own request", ServesManyCallers),
        new("Works normally after failures", IsHealthyAfterFailures),
    ];

    // All replies are held back until every request has arrived, so that they arrive at once. If a transport queues, they arrive one by
    // one.
    private static async Task<string?> ServesManyCallers(TransportFactory create)
    {
        var there = 0;
        var isEveryoneThere = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = WireServer.Start(async (request, connection) =>
        {
            if (Interlocked.Increment(ref there) == Callers)
            {
                isEveryoneThere.TrySetResult();
            }

            // A transport that queues sends the next request only after this reply, which only time can show.
            await Task.WhenAny(isEveryoneThere.Task, Task.Delay(TimeSpan.FromSeconds(1))).ConfigureAwait(false);
            await Echo(request, connection).ConfigureAwait(false);
        });
        var transport = create(Law.At(server.Endpoint));
        var labels = Enumerable.Range(0, Callers).Select(i => i.ToString("'caller-'000", CultureInfo.InvariantCulture)).ToList();
        var attempts = await Task.WhenAll(labels.Select(label => AskAsync(transport, label))).ConfigureAwait(false);
        return attempts.FirstOrDefault(explanation => explanation is not null)
            ?? (server.Requests.Count == Callers ? null : $"expected {Callers} requests, got {server.Requests.Count}");
    }

    private static async Task<string?> IsHealthyAfterFailures(TransportFactory create)
    {
        var silent = new SlowPeer("");
        await using var server = WireServer.Start((request, connection) => LabelOf(request) switch
        {
            "reset" => WireAnswers.ResetAfter("")(request, connection),
            "cut" => WireAnswers.CloseAfter(Framing.ChunkedHead + "9\r\n{")(request, connection),
            "large" => connection.SendAsync(WireAnswers.Whole(200, new byte[2 * Law.Bound])),
            "garbage" => WireAnswers.CloseAfter("garbage\r\n\r\n")(request, connection),
            "headers" => WireAnswers.CloseAfter("HTTP/1.1 200 OK\r\nX-A: " + new string('a', 512 * 1024))(request, connection),
            "redirect" => WireAnswers.Reply(307, "{}", "Location: /oauth/token")(request, connection),
            "two replies" => connection.SendAsync((byte[])[.. Whole("first").Span, .. Whole("second").Span]),
            "silent" => silent.AnswerAsync(request, connection),
            _ => Echo(request, connection),
        });
        var transport = create(Law.At(server.Endpoint));
        foreach (var trouble in new[] { "reset", "cut", "large", "garbage", "headers", "redirect", "two replies" })
        {
            await Attempt.MakeAsync(transport, Law.Request(trouble)).ConfigureAwait(false);
            if (await AskAsync(transport, $"after {trouble}").ConfigureAwait(false) is { } explanation)
            {
                return explanation;
            }
        }

        using var caller = new CancellationTokenSource();
        var waiting = Attempt.MakeAsync(transport, Law.Request("silent"), caller.Token);
        await Task.WhenAny(silent.HasBegun, waiting).ConfigureAwait(false);
        await caller.CancelAsync().ConfigureAwait(false);
        await waiting.ConfigureAwait(false);
        return await AskAsync(transport, "after a cancellation").ConfigureAwait(false);
    }

    private static async Task<string?> AskAsync(Transport transport, string label)
    {
        var attempt = await Attempt.MakeAsync(transport, Law.Request(label)).ConfigureAwait(false);
        var explanation = attempt.IsReply(200) ?? attempt.HasBody(Encoding.UTF8.GetBytes(label));
        return explanation is null ? null : $"{label}: {explanation}";
    }

    private static ReadOnlyMemory<byte> Whole(string body) => WireAnswers.Whole(200, Encoding.UTF8.GetBytes(body));

    private static Task Echo(WireRequest request, WireConnection connection) =>
        WireAnswers.Reply(200, LabelOf(request))(request, connection);

    /// <summary>The user name in a form body.</summary>
    private static string LabelOf(WireRequest request) => Encoding.UTF8.GetString(request.Body.Span).Split('&')
        .Where(field => field.StartsWith("username=", StringComparison.Ordinal))
        .Select(field => field["username=".Length..].Replace('+', ' '))
        .FirstOrDefault("");
}

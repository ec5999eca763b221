namespace PodioOAuth.Functional;

/// <summary>Nothing is sent a second time, and nothing anywhere else.</summary>
internal static class RepeatLaws
{
    internal static IReadOnlyList<TransportLaw> All { get; } =
    [
        new("Follows no redirect", FollowsNoRedirect),
        new("Sends a request once, whatever comes", SendsOnce),
    ];

    private static Task<string?> FollowsNoRedirect(TransportFactory create) => Law.AllAsync(
        from status in new[] { 300, 301, 302, 303, 307, 308 }
        select ($"{status}", (Func<Task<string?>>)(() => FollowsNoRedirect(create, status))));

    private static async Task<string?> FollowsNoRedirect(TransportFactory create, int status)
    {
        await using var other = WireServer.Start(WireAnswers.Reply(200));
        await using var server = WireServer.Start(WireAnswers.Reply(status, "{}", $"Location: {other.Address}oauth/token"));
        var attempt = await Attempt.MakeAsync(create(Law.At(server.Endpoint)), Law.Request()).ConfigureAwait(false);
        return other.Connections > 0 ? $"asked the other host, with {other.Requests.Sum(one => one.Body.Length)} bytes of body"
            : attempt.IsReply(status);
    }

    private static Task<string?> SendsOnce(TransportFactory create) => Law.AllAsync(
        ("a 503", () => SendsOnce(create, WireAnswers.Reply(503))),
        ("a 420", () => SendsOnce(create, WireAnswers.Reply(420, "{}", "Retry-After: 0"))),
        ("a 408 that closes", () => SendsOnce(
            create, WireAnswers.CloseAfter(WireAnswers.Head(408, "Content-Length: 0", "Connection: close")))),
        ("a reset", () => SendsOnce(create, WireAnswers.ResetAfter(""))),
        ("an end without a byte", () => SendsOnce(create, WireAnswers.CloseAfter(""))),
        ("an end in the body", () => SendsOnce(create, WireAnswers.CloseAfter(WireAnswers.Head(200, "Content-Length: 9") + "{"))));

    private static Task<string?> SendsOnce(TransportFactory create, WireAnswer answer) => Law.AgainstAsync(
        create, answer, (_, server) => server.Requests.Count == 1 ? null : $"expected one request, got {server.Requests.Count}");
}

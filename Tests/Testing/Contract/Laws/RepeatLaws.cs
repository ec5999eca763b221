using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>Laws that nothing is sent a second time or anywhere else.</summary>
internal static class RepeatLaws
{
    internal static IReadOnlyList<TransportLaw> All { get; } =
    [
        new("Follows no redirects", FollowsNoRedirect),
        new("Sends a request once, whatever the reply", SendsOnce),
    ];

    private static Task<string?> FollowsNoRedirect(TransportFactory create) => Law.AllAsync(
        from status in new[] { 300, 301, 302, 303, 307, 308 }
        from place in new (string Name, Func<Uri, Uri, string[]> Headers)[]
        {
            ("another host", (plain, _) => [$"Location: {plain}oauth/token"]),
            ("another host over https", (_, secure) => [$"Location: {secure}oauth/token"]),
            ("the same address", (_, _) => ["Location: /oauth/token"]),
            ("nowhere", (_, _) => []),
        }
        select ($"{status} to {place.Name}", (Func<Task<string?>>)(() => FollowsNoRedirect(create, status, place.Headers))));

    private static async Task<string?> FollowsNoRedirect(TransportFactory create, int status, Func<Uri, Uri, string[]> headers)
    {
        await using var plain = WireServer.Start(WireAnswers.Reply(200));
        await using var secure = WireServer.StartRaw(_ => Task.CompletedTask); // A connection here is already a violation.
        await using var server = WireServer.Start(WireAnswers.Reply(status, "{}", headers(plain.Address, secure.EndpointAt("https").Api)));
        var attempt = await Attempt.MakeAsync(create(Law.At(server.Endpoint)), Law.Request()).ConfigureAwait(false);
        return plain.Connections > 0 ? $"contacted the other host, with {plain.Requests.Sum(one => one.Body.Length)} bytes of body"
            : secure.Connections > 0 ? "contacted the other host"
            : server.Requests.Count != 1 ? $"expected one request, got {server.Requests.Count}"
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

using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>Laws about what is sent.</summary>
internal static class RequestLaws
{
    private const string Hostile = "jane+doe&x=1;%20 \u00e9\u20ac\U0001F511 @example.com";

    internal static IReadOnlyList<TransportLaw> All { get; } =
    [
        new("Posts the request's exact bytes, with their content type, to their path", PostsExactBytes),
        new("Keeps the path of the base address", KeepsBasePath),
        new("Requests JSON in English", AsksForJsonInEnglish),
        new("Sends no Authorization", SendsNoAuthorization),
        new("Sends back no cookie", SendsBackNoCookie),
    ];

    private static Task<string?> PostsExactBytes(TransportFactory create) => Law.AllAsync(
        from format in Enum.GetValues<WireFormat>()
        from label in new[] { "jane", Hostile, new string('j', 16 * 1024) }
        select ($"{format}, {label.Length} characters", (Func<Task<string?>>)(() => PostsExactBytes(create, Law.Request(label, format)))));

    private static async Task<string?> PostsExactBytes(TransportFactory create, FormRequest request)
    {
        await using var server = WireServer.Start(WireAnswers.Reply(200));
        await Attempt.MakeAsync(create(Law.At(server.Endpoint)), request).ConfigureAwait(false);
        return server.Requests is not [var received] ? $"expected one request, got {server.Requests.Count}"
            : received.Method != "POST" ? $"expected POST, got {received.Method}"
            : received.Target != request.Path ? $"expected {request.Path}, got {received.Target}"
            : received.ValuesOf("Content-Type") is not [var type] || type != request.ContentType ? "the content type differs"
            : !received.Body.Span.SequenceEqual(request.AsMemory().Span)
                ? $"expected a body of {request.Length} bytes, got a different one of {received.Body.Length}"
            : null;
    }

    private static async Task<string?> KeepsBasePath(TransportFactory create)
    {
        await using var server = WireServer.Start(WireAnswers.Reply(200));
        await Attempt.MakeAsync(create(Law.At(server.EndpointAt("http", "/test/podio"))), Law.Request()).ConfigureAwait(false);
        return server.Requests is [{ Target: "/test/podio/oauth/token" }]
            ? null
            : $"expected one request to /test/podio/oauth/token, got {string.Join(", ", server.Requests.Select(one => one.Target))}";
    }

    private static async Task<string?> AsksForJsonInEnglish(TransportFactory create)
    {
        await using var server = WireServer.Start(WireAnswers.Reply(200));
        await Attempt.MakeAsync(create(Law.At(server.Endpoint)), Law.Request()).ConfigureAwait(false);
        return Expect("Accept", "application/json") ?? Expect("Accept-Language", "en");

        string? Expect(string name, string value) =>
            server.Requests is [var received, ..] && received.ValuesOf(name) is [var sent] && sent == value
                ? null
                : $"expected {name}: {value}";
    }

    private static async Task<string?> SendsNoAuthorization(TransportFactory create)
    {
        await using var server = WireServer.Start(WireAnswers.Reply(401, "{}", "WWW-Authenticate: Basic realm=\"law\""));
        await Attempt.MakeAsync(create(Law.At(server.Endpoint)), Law.Request()).ConfigureAwait(false);
        return NeverSent(server, "authorization", "proxy-authorization");
    }

    // Replies of every kind offer one, and a last request would send them all back.
    private static async Task<string?> SendsBackNoCookie(TransportFactory create)
    {
        var asked = 0;
        await using var server = WireServer.Start((request, connection) => WireAnswers.Reply(
            new[] { 200, 302, 400, 503 }[Interlocked.Increment(ref asked) % 4],
            "{}",
            "Set-Cookie: law=1; Path=/",
            "Set-Cookie: other=2; Path=/oauth; HttpOnly; Max-Age=60")(request, connection));
        var transport = create(Law.At(server.Endpoint));
        for (var i = 0; i < 5; i++)
        {
            await Attempt.MakeAsync(transport, Law.Request()).ConfigureAwait(false);
        }

        return NeverSent(server, "cookie", "cookie2");
    }

    private static string? NeverSent(WireServer server, params string[] names)
    {
        var sent = server.Requests.SelectMany(request => request.Headers).Select(header => header.Key.ToLowerInvariant())
            .FirstOrDefault(names.Contains);
        return server.Requests.Count == 0 ? "nothing was sent" : sent is null ? null : $"{sent} was sent";
    }
}

using LanguageExt;
using PodioOAuth.Functional.Transports.Tests.Secure;

namespace PodioOAuth.Functional.Transports.Tests.Faults;

/// <summary>Every fault of the table, in its order. Left out is what looks different from one operating system to the next.</summary>
internal static class AllFaults
{
    private static readonly string Headers = WireAnswers.Head(200, "Content-Type: application/json", "Content-Length: 1000");
    private static readonly string Chunked = WireAnswers.Head(200, "Content-Type: application/json", "Transfer-Encoding: chunked");
    private static readonly string Blanks = new(' ', 8000);

    internal static IReadOnlyList<Fault> All { get; } =
    [
        // Nothing can have arrived.
        new("the host name can't be resolved", make => make(NoName).RequestTokenAsync(Requests.Jane)),
        new("the connection is refused", MeetRefusal),
        new("a proxy refuses the tunnel", MeetRefusingProxy),
        Fault.Tls("TLS: an untrusted certificate", PresentSelfSigned),
        Fault.Tls("TLS: the server speaks plain HTTP", connection => AfterHello(connection, WireAnswers.Head(400, "Content-Length: 0"))),
        Fault.Tls("TLS: the connection ends during the handshake", connection => AfterHello(connection, "")),

        // No whole reply.
        Fault.Answer("an end before the headers", WireAnswers.CloseAfter("")),
        Fault.Answer("an end in the headers", WireAnswers.CloseAfter(Headers[..30])),
        Fault.Answer("an end after the headers", WireAnswers.CloseAfter(Headers)),
        Fault.Answer("an end in the body", WireAnswers.CloseAfter(Headers + "{")),
        Fault.Answer("an end in a chunk", WireAnswers.CloseAfter(Chunked + "9\r\n{")),
        Fault.Answer("a reset before the headers", WireAnswers.ResetAfter("")),
        Fault.Answer("a reset in the headers", WireAnswers.ResetAfter(Headers[..30])),
        Fault.Answer("a reset in the body", WireAnswers.ResetAfter(Headers + "{")),
        Fault.Slow("no data until the timeout", ""),
        Fault.Slow("slow headers until the timeout", Headers[..30], drip: "a"),
        Fault.Slow("a slow body until the timeout", Headers + "{", drip: " "),

        // No HTTP.
        Fault.Answer("another protocol", WireAnswers.CloseAfter("SSH-2.0-OpenSSH_9.6\r\n\r\n")),
        Fault.Answer("a chunk size that isn't a number", WireAnswers.CloseAfter(Chunked + "wide\r\n{}\r\n0\r\n\r\n")),
        Fault.Answer("a length that isn't a number", Recording("233")),
        Fault.Answer("two different lengths", Recording("234")),
        Fault.Endless("endless headers", "HTTP/1.1 200 OK\r\n", $"X-A: {Blanks}\r\n"),
        Fault.Answer("invalid gzip, and a client that decompresses", Recording("060"), Unpacking),

        // Redirects.
        Fault.Answer("302", Recording("111")),
        Fault.Answer("308", Recording("112")),
        Fault.Answer("302, and a client that follows it", WireAnswers.Reply(302, "", "Location: /elsewhere"), Following),
        Fault.Answer("307, and a client that follows it", WireAnswers.Reply(307, "", "Location: /elsewhere"), Following),

        // A whole reply that is not what was hoped for.
        Fault.Answer("200 with a page", Recording("104")),
        Fault.Answer("200 without a body", Recording("081")),
        Fault.Answer("200 with JSON truncated by its length", Recording("240")),
        Fault.Answer("200 in an unknown compression", WireAnswers.Reply(200, "\u0001\u0002\u0003\u0004", "Content-Encoding: unknown")),
        Fault.Endless("200 with an endless body", Chunked, $"{Blanks.Length:x}\r\n{Blanks}\r\n"),
        Fault.Answer("200 that requires a second factor", Recording("107")),
        Fault.Answer("400 invalid_grant", Recording("123")),
        Fault.Answer("401 invalid_client", Recording("165")),
        Fault.Answer("420 with Retry-After", Recording("182")),
        Fault.Answer("420 with the wait in its description", Recording("181")),
        Fault.Answer("420 without a wait", Recording("186")),
        Fault.Answer("429 with Retry-After", Recording("192")),
        Fault.Answer("500 with Podio's JSON", Recording("200")),
        Fault.Answer("502 with a page", Recording("202")),
        Fault.Answer("503 with a page and Retry-After", Recording("206")),
    ];

    private static WireAnswer Recording(string number)
    {
        var recording = CorpusEntry.All.Single(entry => entry.File.StartsWith(number, StringComparison.Ordinal)).ReadBytes();
        return async (_, connection) =>
        {
            await connection.SendAsync(recording);
            connection.Close();
        };
    }

    // A label longer than DNS can ask for below a name that is reserved: no resolver is needed to say no.
    private static PodioEndpoint NoName => PodioEndpoint.Create($"https://{new string('x', 64)}.invalid").Right();

    private static async Task<Either<OAuthError, Token>> MeetRefusal(TransportMaker make)
    {
        using var bound = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // Taken, so that nobody else has it, and not listening.
        return await make(PodioEndpoint.Create($"http://{bound.LocalEndPoint}").Right()).RequestTokenAsync(Requests.Jane);
    }

    private static async Task<Either<OAuthError, Token>> MeetRefusingProxy(TransportMaker make)
    {
        await using var proxy = WireServer.Start(WireAnswers.Reply(502));
        var handler = Fault.With(handler => (handler.UseProxy, handler.Proxy) = (true, new WebProxy(proxy.Address)));
        return await make(PodioEndpoint.Create("https://api.podio.invalid").Right(), handler).RequestTokenAsync(Requests.Jane);
    }

    private static async Task PresentSelfSigned(WireConnection connection)
    {
        using var certificate = Certificates.SelfSigned("127.0.0.1");
        await connection.StartTlsAsync(certificate);
    }

    // Read before the end: else the end would show as a reset.
    private static async Task AfterHello(WireConnection connection, string bytes)
    {
        await connection.SkipAsync();
        await connection.SendAsync(bytes);
        connection.Close();
    }

    private static SocketsHttpHandler Following() => Fault.With(handler => handler.AllowAutoRedirect = true);

    private static SocketsHttpHandler Unpacking() => Fault.With(handler => handler.AutomaticDecompression = DecompressionMethods.All);
}

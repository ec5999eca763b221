using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>Laws about what each failure is called, and whether the request may have been processed.</summary>
internal static class FailureLaws
{
    // A label of 64 characters, one more than DNS allows: it fails without a resolver.
    private static readonly string NoName = $"https://{new string('x', 64)}.invalid";

    internal static IReadOnlyList<TransportLaw> All { get; } =
    [
        new("Reports a host name that can't be resolved", NamesNameResolution),
        new("Reports a refused connection", NamesRefusal),
        new("Reports a failed TLS handshake", NamesTls),
        new("Reports a lost connection", NamesLoss),
        new("Reports a reply that isn't HTTP", NamesOtherProtocol),
    ];

    private static async Task<string?> NamesNameResolution(TransportFactory create)
    {
        var endpoint = PodioEndpoint.Create(NoName)
            .Match(Right: at => at, Left: error => throw new InvalidOperationException(error.Describe()));
        var attempt = await Attempt.MakeAsync(create(Law.At(endpoint)), Law.Request()).ConfigureAwait(false);
        return attempt.IsUnreachable(UnreachableReason.NameResolution, mayHaveBeenProcessed: false);
    }

    private static async Task<string?> NamesRefusal(TransportFactory create)
    {
        using var bound = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // Bound, so that nobody else uses it, and not listening.
        var endpoint = PodioEndpoint.Create($"http://{bound.LocalEndPoint}")
            .Match(Right: at => at, Left: error => throw new InvalidOperationException(error.Describe()));
        var attempt = await Attempt.MakeAsync(create(Law.At(endpoint)), Law.Request()).ConfigureAwait(false);
        return attempt.IsUnreachable(UnreachableReason.ConnectionRefused, mayHaveBeenProcessed: false);
    }

    private static Task<string?> NamesTls(TransportFactory create) => Law.AllAsync(
        ("an untrusted certificate", () => FailsTls(create, PresentSelfSigned)),
        ("plain HTTP", () => FailsTls(create, connection => AfterHello(connection, WireAnswers.Head(400, "Content-Length: 0")))),
        ("a handshake alert", () => FailsTls(create, connection => AfterHello(connection, "\u0015\u0003\u0003\0\u0002\u0002\u0028"))),
        ("an end", () => FailsTls(create, connection => AfterHello(connection, "", connection.Close))),
        ("a reset", () => FailsTls(create, connection => AfterHello(connection, "", connection.Reset))));

    // The server reports how many bytes a client that continued has sent it.
    private static async Task<string?> FailsTls(TransportFactory create, Func<WireConnection, Task<int>> serve)
    {
        var sent = 0;
        await using var server = WireServer.StartRaw(async connection =>
        {
            Interlocked.Add(ref sent, await serve(connection).ConfigureAwait(false));
            if (!connection.IsOver)
            {
                await connection.PeerLeavesAsync(Law.Ample).ConfigureAwait(false);
            }
        });
        var attempt = await Attempt.MakeAsync(create(Law.At(server.EndpointAt("https"))), Law.Request()).ConfigureAwait(false);
        return Volatile.Read(ref sent) > 0
            ? "the request was sent anyway"
            : attempt.IsUnreachable(UnreachableReason.Tls, mayHaveBeenProcessed: false);
    }

    private static async Task<int> AfterHello(WireConnection connection, string bytes, Action? end = null)
    {
        await connection.SkipAsync().ConfigureAwait(false);
        await connection.SendAsync(bytes).ConfigureAwait(false);
        end?.Invoke();
        return 0;
    }

    private static async Task<int> PresentSelfSigned(WireConnection connection)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = DateTimeOffset.UtcNow;
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await connection.StartTlsAsync(certificate).ConfigureAwait(false);
        var sent = await connection.SkipAsync().ConfigureAwait(false); // A client that accepts the certificate gets here.
        connection.Close();
        return sent;
    }

    private static Task<string?> NamesLoss(TransportFactory create) => Law.AllAsync(
    [
        .. from end in new (string Name, Func<string, WireAnswer> After)[]
           {
               ("an end", WireAnswers.CloseAfter),
               ("a reset", WireAnswers.ResetAfter),
           }
           from place in new (string Name, string Bytes)[]
           {
               ("before the reply", ""),
               ("in the status line", "HTTP/1.1 2"),
               ("in the headers", "HTTP/1.1 200 OK\r\nContent-Type: appl"),
               ("before the body", WireAnswers.Head(200, "Content-Length: 10")),
               ("in the body", WireAnswers.Head(200, "Content-Length: 10") + "{"),
               ("between chunks", Framing.ChunkedHead + "1\r\n{\r\n"),
               ("in a chunk", Framing.ChunkedHead + "9\r\n{"),
               ("before the last chunk's end", Framing.ChunkedHead + "2\r\n{}\r\n0\r\n"),
           }
           select ($"{end.Name} {place.Name}", (Func<Task<string?>>)(() => Law.AgainstAsync(
               create,
               end.After(place.Bytes),
               (attempt, _) => attempt.IsUnreachable(UnreachableReason.ConnectionLost, mayHaveBeenProcessed: true)))),
        ("a reset before the request", () => LosesRequest(create, _ => Task.CompletedTask)),
        ("a reset in the request", () => LosesRequest(create, connection => connection.SkipAsync())),
    ]);

    // Whether any of the request was written by then depends on the systems in between, so the transport may say either.
    private static async Task<string?> LosesRequest(TransportFactory create, Func<WireConnection, Task> read)
    {
        await using var server = WireServer.StartRaw(async connection =>
        {
            await read(connection).ConfigureAwait(false);
            connection.Reset();
        });
        var large = Law.Request(new string('j', 16 * 1024));
        var attempt = await Attempt.MakeAsync(create(Law.At(server.Endpoint)), large).ConfigureAwait(false);
        return attempt.IsLost();
    }

    private static Task<string?> NamesOtherProtocol(TransportFactory create) => Law.AllAsync(
        from answer in new (string Name, string Bytes)[]
        {
            ("another protocol", "SSH-2.0-OpenSSH_9.6\r\n\r\n"),
            ("a malformed status line", "200 HTTP/1.1 OK\r\n\r\n"),
            ("a chunk without a size", Framing.ChunkedHead + "wide\r\n{}\r\n"),
        }
        select (answer.Name, (Func<Task<string?>>)(() => Law.AgainstAsync(
            create,
            WireAnswers.CloseAfter(answer.Bytes),
            (attempt, _) => attempt.IsUnreachable(UnreachableReason.InvalidResponse, mayHaveBeenProcessed: true)))));
}

using System.Globalization;
using System.Text;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>Laws about how much is read.</summary>
internal static class BoundLaws
{
    private const int Endless = 32 * 1024 * 1024;

    private static readonly string Blanks = new(' ', 0x4000);
    private static readonly string Chunk = $"4000\r\n{Blanks}\r\n";

    internal static IReadOnlyList<TransportLaw> All { get; } =
    [
        new("Abandons a body larger than the limit, and keeps the rest of the reply", BoundsBody),
        new("Abandons endless headers", BoundsHeaders),
    ];

    private static Task<string?> BoundsBody(TransportFactory create) => Law.AllAsync(
    [
        .. from framing in Framing.All
           select ($"{framing.Name}, as large as the limit", (Func<Task<string?>>)(() => Law.AgainstAsync(
               create, framing.Answer(new byte[Law.Bound]), (attempt, _) => attempt.HasBody(new byte[Law.Bound])))),
        .. from framing in Framing.All
           select ($"{framing.Name}, a byte larger", (Func<Task<string?>>)(() => Law.AgainstAsync(
               create, framing.Answer(new byte[Law.Bound + 1]), (attempt, _) => attempt.IsTooLarge()))),
        ("a Content-Length of a terabyte", () => Law.AgainstAsync(
            create,
            WireAnswers.Bytes(WireAnswers.Head(200, "Content-Length: 1099511627776", "X-Podio-Request-Id: law") + "{"),
            (attempt, _) => attempt.IsTooLarge())),
        ("endless chunks", () => GivesUp(create, Framing.ChunkedHead, Chunk, attempt => attempt.IsTooLarge())),
        ("an endless body", () => GivesUp(
            create, WireAnswers.Head(200, "Connection: close", "X-Podio-Request-Id: law"), Blanks, attempt => attempt.IsTooLarge())),
    ]);

    private static Task<string?> BoundsHeaders(TransportFactory create) => Law.AllAsync(
        ("line after line", () => GivesUp(create, "HTTP/1.1 200 OK\r\n", $"X-A: {Blanks[..8000]}\r\n", attempt => attempt.IsNoReply())),
        ("one line", () => GivesUp(create, "HTTP/1.1 200 OK\r\nX-A: ", Blanks, attempt => attempt.IsNoReply())),
        ("a status line", () => GivesUp(create, "HTTP/1.1 200 ", Blanks, attempt => attempt.IsNoReply())),
        ("a chunk's size", () => GivesUp(create, Framing.ChunkedHead + "1;", Blanks, attempt => attempt.IsNoReply())),
        ("trailers", () => GivesUp(
            create, Framing.ChunkedHead + "0\r\n", $"X-A: {Blanks[..8000]}\r\n", attempt => attempt.IsNoReply())));

    // The server's own count bounds the memory that a client can have filled, except for what is in the buffers between them.
    private static async Task<string?> GivesUp(
        TransportFactory create, string beginning, string again, Func<Attempt, string?> judge)
    {
        long sent = 0;
        await using var server = WireServer.Start(async (_, connection) =>
        {
            ReadOnlyMemory<byte> bytes = Encoding.Latin1.GetBytes(again);
            await connection.SendAsync(beginning).ConfigureAwait(false);
            for (; Volatile.Read(ref sent) < Endless; Interlocked.Add(ref sent, bytes.Length))
            {
                await connection.SendAsync(bytes).ConfigureAwait(false);
            }

            connection.Close();
        });
        var attempt = await Attempt.MakeAsync(create(Law.At(server.Endpoint)), Law.Request()).ConfigureAwait(false);
        return judge(attempt)
            ?? (Volatile.Read(ref sent) < Endless
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"read {Endless} bytes or more before giving up"));
    }
}

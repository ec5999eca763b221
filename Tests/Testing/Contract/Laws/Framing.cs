using System.Globalization;
using System.Text;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>The ways in which HTTP/1.1 indicates where a body ends (RFC 9112 §6.3).</summary>
internal sealed record Framing(string Name, Func<ReadOnlyMemory<byte>, WireAnswer> Answer)
{
    private const string Label = "X-Podio-Request-Id: law";

    internal static IReadOnlyList<Framing> All { get; } =
    [
        new("Content-Length", body => (_, connection) => connection.SendAsync(WireAnswers.Whole(200, body, Label))),
        new("chunked", body => (_, connection) => connection.SendAsync(Chunked(body.Span))),
        new("until the end of the connection", UntilClosed),
        new("after an interim reply", body => async (_, connection) =>
        {
            await connection.SendAsync(WireAnswers.Head(103, "Link: </law>; rel=preload")).ConfigureAwait(false);
            await connection.SendAsync(WireAnswers.Whole(200, body, Label)).ConfigureAwait(false);
        }),
    ];

    internal static string ChunkedHead => WireAnswers.Head(200, "Transfer-Encoding: chunked", Label);

    private static ReadOnlyMemory<byte> Chunked(ReadOnlySpan<byte> body)
    {
        using var bytes = new MemoryStream();
        bytes.Write(Encoding.Latin1.GetBytes(ChunkedHead));
        for (var rest = body; rest.Length > 0; rest = rest[Math.Min(rest.Length, 1000)..])
        {
            var chunk = rest[..Math.Min(rest.Length, 1000)];
            bytes.Write(Encoding.Latin1.GetBytes(chunk.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
            bytes.Write(chunk);
            bytes.Write("\r\n"u8);
        }

        bytes.Write("0\r\n\r\n"u8);
        return bytes.ToArray();
    }

    private static WireAnswer UntilClosed(ReadOnlyMemory<byte> body) => async (_, connection) =>
    {
        await connection.SendAsync(WireAnswers.Head(200, "Connection: close", Label)).ConfigureAwait(false);
        await connection.SendAsync(body).ConfigureAwait(false);
        connection.Close();
    };
}

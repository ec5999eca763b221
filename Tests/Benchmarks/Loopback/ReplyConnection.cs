using System.Buffers.Text;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>One kept-alive connection of <see cref="ReplyServer"/>.</summary>
internal sealed class ReplyConnection(Socket socket)
{
    private static readonly byte[] Token = Reply("200 OK", SampleReply.Body);
    private static readonly byte[] Item = Reply("200 OK", SampleItem.Body, SampleItem.Headers);

    // What is no request that all contenders claim to send: none of them takes this for a token, or for an item.
    private static readonly byte[] Refusal = Reply("400 Bad Request", "{}"u8);

    private static readonly byte[] Authorization = Encoding.ASCII.GetBytes(
        $"\r\nAuthorization: OAuth2 {SampleReply.ParseValues(SampleReply.Reply).AccessToken}\r\n");

    private readonly byte[] _buffer = new byte[16 * 1024];

    /// <summary>Answers request after request until the client goes.</summary>
    internal void Serve()
    {
        try
        {
            while (ReadRequest() is { } answer)
            {
                socket.Send(answer);
            }
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            // A client that is done may reset its connection instead of closing it.
        }
    }

    // What to answer. Null at the end, and where a request with a body states no length or does not fit.
    private byte[]? ReadRequest()
    {
        var length = 0;
        while (length < _buffer.Length && socket.Receive(_buffer.AsSpan(length)) is > 0 and var read)
        {
            length += read;
            var request = _buffer.AsSpan(0, length);
            if (request.IndexOf("\r\n\r\n"u8) is >= 0 and var head)
            {
                var fields = request[..(head + 2)];
                if (request.StartsWith("GET "u8))
                {
                    return request.StartsWith("GET /item/1 HTTP/1.1\r\n"u8) && fields.IndexOf(Authorization) >= 0 ? Item : Refusal;
                }

                if (ContentLength(fields) is not { } stated)
                {
                    return null;
                }

                var body = request[(head + 4)..];
                if (body.Length >= stated)
                {
                    return request.StartsWith("POST /oauth/token HTTP/1.1\r\n"u8)
                        && (body.IndexOf("grant_type=password&"u8) >= 0 || body.IndexOf("grant_type=refresh_token&"u8) >= 0)
                            ? Token
                            : Refusal;
                }
            }
        }

        return null;
    }

    private static int? ContentLength(ReadOnlySpan<byte> head)
    {
        var name = "\r\nContent-Length: "u8; // As .NET writes it.
        return head.IndexOf(name) is >= 0 and var at && Utf8Parser.TryParse(head[(at + name.Length)..], out int length, out _)
            ? length
            : null;
    }

    private static byte[] Reply(string status, ReadOnlySpan<byte> body, string headers = "") =>
    [
        .. Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: {body.Length}\r\n{headers}\r\n")),
        .. body,
    ];
}

using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional.Serving;

/// <summary>Answers of servers, valid and invalid.</summary>
public static class WireAnswers
{
    /// <summary>Returns an answer with a complete reply with a <c>Content-Length</c>.</summary>
    /// <param name="status">The status code.</param>
    /// <param name="body">The body, as UTF-8.</param>
    /// <param name="headers">More headers, each a line without its line break.</param>
    public static WireAnswer Reply(int status, string body = "{}", params string[] headers) =>
        (_, connection) => connection.SendAsync(Whole(status, Encoding.UTF8.GetBytes(body), headers));

    /// <summary>Returns an answer with exact bytes that leaves the connection open.</summary>
    /// <param name="bytes">One character per byte.</param>
    public static WireAnswer Bytes(string bytes) => (_, connection) => connection.SendAsync(bytes);

    /// <summary>Returns an answer with exact bytes that then closes the connection.</summary>
    /// <param name="bytes">One character per byte; may be empty.</param>
    public static WireAnswer CloseAfter(string bytes) => async (_, connection) =>
    {
        await connection.SendAsync(bytes).ConfigureAwait(false);
        connection.Close();
    };

    /// <summary>Returns an answer with exact bytes that then resets the connection.</summary>
    /// <param name="bytes">One character per byte; may be empty.</param>
    public static WireAnswer ResetAfter(string bytes) => async (_, connection) =>
    {
        await connection.SendAsync(bytes).ConfigureAwait(false);
        connection.Reset();
    };

    /// <summary>Returns the bytes of a complete reply with a <c>Content-Length</c>.</summary>
    /// <param name="status">The status code.</param>
    /// <param name="body">The body.</param>
    /// <param name="headers">More headers, each a line without its line break.</param>
    public static ReadOnlyMemory<byte> Whole(int status, ReadOnlyMemory<byte> body, params string[] headers) =>
        (byte[])[.. Encoding.Latin1.GetBytes(Head(status, [$"Content-Length: {Number(body.Length)}", .. headers])), .. body.Span];

    /// <summary>Returns the head of a reply: status line, headers, empty line.</summary>
    /// <param name="status">The status code.</param>
    /// <param name="headers">The headers, each a line without its line break.</param>
    public static string Head(int status, params string[] headers) =>
        $"HTTP/1.1 {Number(status)} Reply\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

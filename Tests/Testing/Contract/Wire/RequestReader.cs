using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional.Serving;

/// <summary>Reads one HTTP/1.1 request from a buffered stream, one byte at a time, and never more than the request.</summary>
internal static class RequestReader
{
    private const int Largest = 1024 * 1024;

    internal static async Task<WireRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = await ReadHeadAsync(stream, cancellationToken).ConfigureAwait(false);
        if (head.Length == 0)
        {
            return null;
        }

        var lines = Encoding.Latin1.GetString(head).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var first = lines is [var line, ..] ? line.Split(' ') : throw new MalformedRequestException("it has no request line");
        List<KeyValuePair<string, string>> headers = [.. lines.Skip(1).Select(ReadHeader)];
        var body = await ReadBodyAsync(stream, headers, cancellationToken).ConfigureAwait(false);
        return new WireRequest(method: first[0], target: first.ElementAtOrDefault(1) ?? "", headers, head, body);
    }

    private static Task<byte[]> ReadHeadAsync(Stream stream, CancellationToken cancellationToken) =>
        ReadUntilAsync(stream, "\r\n\r\n", cancellationToken);

    private static KeyValuePair<string, string> ReadHeader(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? new(line, "") : new(line[..colon], line[(colon + 1)..].Trim());
    }

    private static async Task<byte[]> ReadBodyAsync(
        Stream stream, List<KeyValuePair<string, string>> headers, CancellationToken cancellationToken)
    {
        string? One(string name) => headers.LastOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
        if (string.Equals(One("Transfer-Encoding"), "chunked", StringComparison.OrdinalIgnoreCase))
        {
            return await ReadChunksAsync(stream, cancellationToken).ConfigureAwait(false);
        }

        return int.TryParse(One("Content-Length") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? await ReadExactlyAsync(stream, length, cancellationToken).ConfigureAwait(false)
            : throw new MalformedRequestException("its Content-Length is invalid");
    }

    private static async Task<byte[]> ReadChunksAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var line = Encoding.Latin1.GetString(await ReadUntilAsync(stream, "\r\n", cancellationToken).ConfigureAwait(false));
            var size = line.Length == 0 ? throw new EndOfStreamException("The request ended early.") : ReadSize(line);
            body.Write(await ReadExactlyAsync(stream, size, cancellationToken).ConfigureAwait(false));
            await ReadUntilAsync(stream, "\r\n", cancellationToken).ConfigureAwait(false);
            if (size == 0)
            {
                return body.ToArray();
            }
        }
    }

    // A size of eight digits may be negative.
    private static int ReadSize(string line) =>
        int.TryParse(line.Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) && size >= 0
            ? size
            : throw new MalformedRequestException("the size of a chunk is invalid");

    private static async Task<byte[]> ReadExactlyAsync(Stream stream, int length, CancellationToken cancellationToken)
    {
        var bytes = new byte[Math.Min(length, Largest)];
        await stream.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        return bytes;
    }

    private static async Task<byte[]> ReadUntilAsync(Stream stream, string end, CancellationToken cancellationToken)
    {
        List<byte> bytes = [];
        var one = new byte[1];
        while (bytes.Count < Largest && await stream.ReadAsync(one, cancellationToken).ConfigureAwait(false) > 0)
        {
            bytes.Add(one[0]);
            if (one[0] == '\n' && EndsWith(bytes, end))
            {
                return [.. bytes];
            }
        }

        return bytes.Count == 0 ? [] : throw new EndOfStreamException("The request ended early.");
    }

    private static bool EndsWith(List<byte> bytes, string end) =>
        bytes.Count >= end.Length && end.Select((character, i) => bytes[bytes.Count - end.Length + i] == character).All(same => same);
}

/// <summary>A client sent something that isn't an HTTP request. The message quotes nothing of it.</summary>
internal sealed class MalformedRequestException(string problem) : FormatException($"The request is malformed: {problem}.");

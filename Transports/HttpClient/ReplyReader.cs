using System.Buffers;
using System.Globalization;
using System.Net;

namespace PodioOAuth.Functional;

/// <summary>Reads a reply whose headers have arrived: the relevant headers as received, and the body up to a limit.</summary>
internal static class ReplyReader
{
    private const int FirstBuffer = 16 * 1024;

    // Up to this size a stated length is trusted at once; a longer buffer grows as needed, because anyone can state a length.
    private const int LargestDeclared = HttpReply.MaxBodyBytes;

    internal static async ValueTask<HttpReply> ReadAsync(HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken)
    {
        if (HasNoBody(response.StatusCode))
        {
            return OfHead(response, []); // Whatever length a server states (RFC 9110 §6.4.1).
        }

        try
        {
            var length = LengthOf(response);
            if (length > maxBytes)
            {
                return OfHead(response, [], isTooLarge: true);
            }

            var stream = await StreamOf(response.Content, cancellationToken).ConfigureAwait(false);
            if (length is null or > LargestDeclared)
            {
                var read = await ReadUnknownAsync(stream, maxBytes, cancellationToken).ConfigureAwait(false);
                return OfHead(response, read ?? [], isTooLarge: read is null);
            }

            var body = new byte[length.Value];
            await stream.ReadExactlyAsync(body, cancellationToken).ConfigureAwait(false); // EndOfStreamException: truncated.
            return OfHead(response, body);
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            // Brotli reports with this exception what gzip reports with InvalidDataException.
            throw new InvalidDataException("The body couldn't be decompressed.", exception);
        }
    }

    /// <summary>Creates a reply whose body was read elsewhere.</summary>
    internal static HttpReply OfHead(HttpResponseMessage response, byte[] body, bool isTooLarge = false)
    {
        string[] retryAfter = [];
        string? date = null, requestId = null, wwwAuthenticate = null, limit = null, remaining = null;

        // Once over the headers: looking each of them up takes several times as long.
        foreach (var (name, values) in response.Headers.NonValidated)
        {
            switch (name.Length)
            {
                case 4 when Is(name, "Date"):
                    date = values.ToString();
                    break;
                case 11 when Is(name, "Retry-After"):
                    retryAfter = [.. values];
                    break;
                case 16 when Is(name, "WWW-Authenticate"):
                    wwwAuthenticate = values.ToString();
                    break;
                case 18 when Is(name, "X-Podio-Request-Id"):
                    requestId = values.ToString();
                    break;
                case 18 when Is(name, "X-Rate-Limit-Limit"):
                    limit = values.ToString();
                    break;
                case 22 when Is(name, "X-Rate-Limit-Remaining"):
                    remaining = values.ToString();
                    break;
            }
        }

        var contentType = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var types) ? types.ToString() : null;
        return new HttpReply((int)response.StatusCode, contentType, body)
        {
            IsBodyTooLarge = isTooLarge,
            RetryAfter = retryAfter,
            Date = date,
            RequestId = requestId,
            WwwAuthenticate = wwwAuthenticate,
            RateLimitLimit = limit,
            RateLimitRemaining = remaining,
        };
    }

    /// <summary>Reads the body; null if it exceeds the limit, in which case little more than the limit is read.</summary>
    private static async ValueTask<byte[]?> ReadUnknownAsync(Stream stream, int maxBytes, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            var length = 0;
            while (await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                length += read;
                if (length > maxBytes)
                {
                    return null;
                }

                buffer = length == buffer.Length ? Grow(buffer) : buffer;
            }

            return buffer.AsSpan(0, length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true); // It contained tokens.
        }
    }

    // The framework's own content types return their stream without a task, except after a handler has called ReadAsStreamAsync: then they
    // keep that task, and refuse. Other content types may have to buffer their data to create one.
    private static ValueTask<Stream> StreamOf(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.GetType().Assembly == typeof(HttpContent).Assembly)
        {
            try
            {
                return ValueTask.FromResult(content.ReadAsStream(cancellationToken));
            }
            catch (HttpRequestException)
            {
                // If there is another reason, it appears again.
            }
        }

        return new ValueTask<Stream>(content.ReadAsStreamAsync(cancellationToken));
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(buffer.Length * 2L, Array.MaxLength));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        return larger;
    }

    private static bool HasNoBody(HttpStatusCode status) =>
        status is HttpStatusCode.NoContent or HttpStatusCode.ResetContent or HttpStatusCode.NotModified;

    // Null if the length is unknown: none is stated, or chunked encoding overrides it. If what is stated isn't a number, or several numbers
    // differ, the reply must be discarded (RFC 9112 §6.3); .NET reads on, to one of the lengths or to the end of the connection.
    private static long? LengthOf(HttpResponseMessage response)
    {
        var headers = response.Content.Headers;
        if (!headers.NonValidated.TryGetValues("Content-Length", out var lengths))
        {
            return headers.ContentLength; // Content that is in memory computes it.
        }

        if (response.Headers.NonValidated.Contains("Transfer-Encoding") && response.Headers.TransferEncodingChunked == true)
        {
            return null;
        }

        long? stated = null;
        foreach (var text in lengths)
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || (stated ?? length) != length)
            {
                throw new InvalidDataException("The length of the reply is ambiguous.");
            }

            stated = length;
        }

        return stated;
    }

    private static bool Is(string name, string expected) => name.Equals(expected, StringComparison.OrdinalIgnoreCase);
}

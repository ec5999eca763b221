using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace PodioOAuth.Functional;

/// <summary>Reads a reply whose headers have arrived: the relevant headers as received, and the body up to a limit.</summary>
internal static class ReplyReader
{
    private const int FirstBuffer = 16 * 1024;

    // Up to this size a stated length is trusted at once; a longer buffer grows as needed, because anyone can state a length.
    private const int LargestDeclared = HttpReply.MaxBodyBytes;

    internal static async ValueTask<HttpReply> ReadAsync(HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken)
    {
        var body = await ReadBodyAsync(response, maxBytes, cancellationToken).ConfigureAwait(false);
        return OfHead(response, body ?? [], isTooLarge: body is null);
    }

    /// <summary>Creates a reply whose body was read elsewhere.</summary>
    internal static HttpReply OfHead(HttpResponseMessage response, byte[] body, bool isTooLarge = false)
    {
        var headers = response.Headers.NonValidated;
        return new HttpReply((int)response.StatusCode, One(response.Content.Headers.NonValidated, "Content-Type"), body)
        {
            IsBodyTooLarge = isTooLarge,
            RetryAfter = All(headers, "Retry-After"),
            Date = One(headers, "Date"),
            RequestId = One(headers, "X-Podio-Request-Id"),
            WwwAuthenticate = One(headers, "WWW-Authenticate"),
            RateLimitLimit = One(headers, "X-Rate-Limit-Limit"),
            RateLimitRemaining = One(headers, "X-Rate-Limit-Remaining"),
        };
    }

    /// <summary>Reads the body; null if it exceeds the limit.</summary>
    private static async ValueTask<byte[]?> ReadBodyAsync(HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken)
    {
        if (HasNoBody(response.StatusCode))
        {
            return []; // Whatever length a server states (RFC 9110 §6.4.1).
        }

        if (HasDoubtfulLength(response))
        {
            throw new InvalidDataException("The length of the reply is ambiguous.");
        }

        try
        {
            return response.Content.Headers.ContentLength is { } length
                ? await ReadKnownAsync(response.Content, length, maxBytes, cancellationToken).ConfigureAwait(false)
                : await ReadUnknownAsync(response.Content, maxBytes, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            // Brotli reports with this exception what gzip reports with InvalidDataException.
            throw new InvalidDataException("The body couldn't be decompressed.", exception);
        }
    }

    /// <summary>Reads the body; null if it exceeds the limit, in which case no byte of it is read.</summary>
    private static async ValueTask<byte[]?> ReadKnownAsync(
        HttpContent content, long length, int maxBytes, CancellationToken cancellationToken)
    {
        if (length > maxBytes)
        {
            return null;
        }

        if (length > LargestDeclared)
        {
            return await ReadUnknownAsync(content, maxBytes, cancellationToken).ConfigureAwait(false);
        }

        var body = new byte[length];
        var stream = await StreamOf(content, cancellationToken).ConfigureAwait(false);
        await stream.ReadExactlyAsync(body, cancellationToken).ConfigureAwait(false); // EndOfStreamException: truncated.
        return body;
    }

    /// <summary>Reads the body; null if it exceeds the limit, in which case little more than the limit is read.</summary>
    private static async ValueTask<byte[]?> ReadUnknownAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        var stream = await StreamOf(content, cancellationToken).ConfigureAwait(false);
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

    // The framework's own content types return their stream without a task. Other content types may have to buffer their data to create
    // one.
    private static ValueTask<Stream> StreamOf(HttpContent content, CancellationToken cancellationToken) =>
        content.GetType().Assembly == typeof(HttpContent).Assembly
            ? ValueTask.FromResult(content.ReadAsStream(cancellationToken))
            : new ValueTask<Stream>(content.ReadAsStreamAsync(cancellationToken));

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(buffer.Length * 2L, Array.MaxLength));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        return larger;
    }

    private static bool HasNoBody(HttpStatusCode status) =>
        status is HttpStatusCode.NoContent or HttpStatusCode.ResetContent or HttpStatusCode.NotModified;

    // A length that isn't a number, or lengths that differ: the reply must be discarded (RFC 9112 §6.3). .NET reads on, to one of the
    // lengths or to the end of the connection. Chunked encoding overrides any length; it is checked last, because that check allocates 100
    // bytes.
    private static bool HasDoubtfulLength(HttpResponseMessage response)
    {
        if (!response.Content.Headers.NonValidated.TryGetValues("Content-Length", out var lengths))
        {
            return false;
        }

        string? first = null;
        foreach (var length in lengths)
        {
            first ??= length;
            if (!long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out _) || length != first)
            {
                return response.Headers.TransferEncodingChunked != true;
            }
        }

        return false;
    }

    private static string? One(HttpHeadersNonValidated headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.ToString() : null;

    private static string[] All(HttpHeadersNonValidated headers, string name) =>
        headers.TryGetValues(name, out var values) ? [.. values] : [];
}

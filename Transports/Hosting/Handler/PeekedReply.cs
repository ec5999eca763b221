namespace PodioOAuth.Functional;

/// <summary>Reads the beginning of a reply's body and puts it back, so that who asked reads all of it.</summary>
internal static class PeekedReply
{
    private const int Longest = 64 * 1024;

    /// <summary>What the reply says, by its headers and the first 64 KiB of its body.</summary>
    internal static async Task<HttpReply> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var body = response.Content;
            var rest = await body.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var buffer = new byte[Longest];
            var length = await rest.ReadAtLeastAsync(buffer, Longest, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            response.Content = WithHeadersOf(body, new StreamContent(new PrefixedStream(buffer.AsMemory(0, length), rest, body)));
            return ReplyReader.OfHead(response, buffer[..length], isTooLarge: length == Longest);
        }
        catch (Exception exception) when (IsOfReply(exception))
        {
            response.Dispose();
            throw new HttpRequestException("The reply could not be read.", exception);
        }
        catch
        {
            response.Dispose(); // Nobody else will: the caller never sees it.
            throw;
        }
    }

    private static StreamContent WithHeadersOf(HttpContent body, StreamContent peeked)
    {
        foreach (var (name, values) in body.Headers.NonValidated)
        {
            peeked.Headers.TryAddWithoutValidation(name, values);
        }

        if (body.Headers.ContentLength is { } length)
        {
            peeked.Headers.ContentLength = length; // Content that is in memory counts it only when asked.
        }

        return peeked;
    }

    // It was cut short, or what unpacks it could not: of that, each algorithm throws an exception of its own.
    private static bool IsOfReply(Exception exception) =>
        exception is IOException or InvalidDataException
            || (exception is InvalidOperationException && exception is not ObjectDisposedException);
}

namespace PodioOAuth.Functional;

/// <summary>Reads the start of a reply's body and puts it back, so that the caller reads all of it.</summary>
internal static class PeekedReply
{
    /// <summary>How long a call waits for the body of a 401. The caller waits too, and a server sends so little at once.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Reads the reply from its headers and the part of its body's first 64 KiB that arrives in time.</summary>
    internal static async Task<HttpReply> ReadAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var body = Peek(response, time);
            await body.WaitAsync(cancellationToken).ConfigureAwait(false);
            return ReplyReader.OfHead(response, body.Head, isTooLarge: !body.IsWhole);
        }
        catch (Exception exception) when (IsOfReply(exception))
        {
            response.Dispose();
            throw new HttpRequestException("The reply couldn't be read.", exception);
        }
        catch
        {
            response.Dispose(); // Nothing else will: the caller never gets it.
            throw;
        }
    }

    /// <summary>Reports what the reply says as soon as it is known, without delaying the caller: at once if it has arrived, otherwise when
    /// the caller has read it, or soon after the caller has left.</summary>
    internal static void Watch(HttpResponseMessage response, TimeProvider time, Action<HttpReply> tell)
    {
        var body = Peek(response, time);
        body.Watch(() => tell(ReplyReader.OfHead(response, body.Head)));
    }

    private static PeekedBody Peek(HttpResponseMessage response, TimeProvider time)
    {
        var body = response.Content;
        var peeked = new PeekedBody(body, Patience, time);
        response.Content = new StreamContent(peeked);
        foreach (var (name, values) in body.Headers.NonValidated)
        {
            response.Content.Headers.TryAddWithoutValidation(name, values);
        }

        if (body.Headers.ContentLength is { } length)
        {
            response.Content.Headers.ContentLength = length; // In-memory content computes the length only on request.
        }

        return peeked;
    }

    // The body is truncated, or couldn't be decompressed, for which each algorithm throws its own exception.
    private static bool IsOfReply(Exception exception) =>
        exception is IOException or InvalidDataException
            || (exception is InvalidOperationException && exception is not ObjectDisposedException);
}

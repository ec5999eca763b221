namespace PodioOAuth.Functional;

/// <summary>Reads the start of a reply's body and puts it back, so that the caller reads all of it.</summary>
internal static class PeekedReply
{
    /// <summary>How long a call waits for what a refusal says: the caller waits as well, and a server writes so little at once.</summary>
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
            throw new HttpRequestException("The reply could not be read.", exception);
        }
        catch
        {
            response.Dispose(); // Nobody else will: the caller never sees it.
            throw;
        }
    }

    /// <summary>Tells what the reply says as soon as that is known, and delays nobody: at once where it has come, else when the caller has
    /// read it, or soon after the caller has left.</summary>
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
            response.Content.Headers.ContentLength = length; // Content that is in memory counts it only when asked.
        }

        return peeked;
    }

    // It was cut short, or what unpacks it could not: of that, each algorithm throws an exception of its own.
    private static bool IsOfReply(Exception exception) =>
        exception is IOException or InvalidDataException
            || (exception is InvalidOperationException && exception is not ObjectDisposedException);
}

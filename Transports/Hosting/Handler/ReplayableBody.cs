using System.Net.Http.Json;

namespace PodioOAuth.Functional;

/// <summary>Whether a request's body can be sent a second time.</summary>
internal static class ReplayableBody
{
    /// <summary>Returns whether it can; a body that is short enough is buffered first, so that it can.</summary>
    internal static async ValueTask<bool> PrepareAsync(HttpContent? body, int maxBuffered, CancellationToken cancellationToken)
    {
        if (CanBeSentTwice(body))
        {
            await WriteJsonOutAsync(body, cancellationToken).ConfigureAwait(false);
            return true;
        }

        if (maxBuffered == 0 || body!.Headers.ContentLength is not { } length || length > maxBuffered)
        {
            return false;
        }

        await body.LoadIntoBufferAsync(maxBuffered, cancellationToken).ConfigureAwait(false);
        return true;
    }

    // A second enumeration (of a query, a generator) may yield something else, or nothing, so JSON is written once.
    private static async Task WriteJsonOutAsync(HttpContent? body, CancellationToken cancellationToken)
    {
        if (body is JsonContent)
        {
            await body.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        }

        foreach (var part in body as MultipartContent ?? Enumerable.Empty<HttpContent>())
        {
            await WriteJsonOutAsync(part, cancellationToken).ConfigureAwait(false);
        }
    }

    // Compares the exact type, because a derived type may do anything.
    private static bool CanBeSentTwice(HttpContent? body) => body is null
        || body.GetType() == typeof(ByteArrayContent)
        || body.GetType() == typeof(StringContent)
        || body.GetType() == typeof(FormUrlEncodedContent)
        || body.GetType() == typeof(ReadOnlyMemoryContent)
        || body.GetType() == typeof(JsonContent)
        || ((body.GetType() == typeof(MultipartContent) || body.GetType() == typeof(MultipartFormDataContent))
            && ((MultipartContent)body).All(CanBeSentTwice));
}

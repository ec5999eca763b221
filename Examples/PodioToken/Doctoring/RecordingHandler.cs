using PodioOAuth.Functional;
using PodioOAuth.Functional.Serving;

namespace PodioToken.Doctoring;

/// <summary>Adds the calls of an API client to a recording. Inside the handler that adds the token, so a repeated call counts as
/// two.</summary>
internal sealed class RecordingHandler(Recording recording, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var reply = await base.SendAsync(request, cancellationToken);
        await reply.Content.LoadIntoBufferAsync(HttpReply.MaxBodyBytes, cancellationToken);
        recording.Add(
            new ReceivedRequest(
                request.Method.Method,
                request.RequestUri!.AbsolutePath,
                contentType: null,
                request.Headers.Authorization is { } header ? new Secret(header.ToString()) : null,
                body: default),
            await ReplyOf(reply, cancellationToken));
        return reply;
    }

    private static async Task<HttpReply> ReplyOf(HttpResponseMessage reply, CancellationToken cancellationToken) => new(
        (int)reply.StatusCode,
        Header(reply.Content.Headers.NonValidated, "Content-Type").FirstOrDefault(),
        await reply.Content.ReadAsByteArrayAsync(cancellationToken))
    {
        RetryAfter = Header(reply.Headers.NonValidated, "Retry-After"),
        Date = Header(reply.Headers.NonValidated, "Date").FirstOrDefault(),
        RequestId = Header(reply.Headers.NonValidated, "X-Podio-Request-Id").FirstOrDefault(),
        WwwAuthenticate = Header(reply.Headers.NonValidated, "WWW-Authenticate").FirstOrDefault(),
        RateLimitLimit = Header(reply.Headers.NonValidated, "X-Rate-Limit-Limit").FirstOrDefault(),
        RateLimitRemaining = Header(reply.Headers.NonValidated, "X-Rate-Limit-Remaining").FirstOrDefault(),
    };

    private static string[] Header(System.Net.Http.Headers.HttpHeadersNonValidated headers, string name) =>
        headers.TryGetValues(name, out var values) ? [.. values] : [];
}

namespace PodioOAuth.Functional.Hosting.Tests;

/// <summary>Answers requests without a network, and keeps what each of them was.</summary>
/// <param name="answer">The answer to a request, by its number from 1 on.</param>
internal sealed class StubHandler(Func<HttpRequestMessage, int, HttpResponseMessage> answer) : HttpMessageHandler
{
    private readonly ConcurrentQueue<StubRequest> _requests = new();
    private int _count;

    internal IReadOnlyList<StubRequest> Requests => [.. _requests];

    /// <summary>Answers all requests alike.</summary>
    internal static StubHandler Always(Func<HttpResponseMessage> answer) => new((_, _) => answer());

    /// <summary>Refuses the first so many tokens, and then is content.</summary>
    internal static StubHandler RefusingFirst(int count) => new((_, number) => number <= count ? Answers.Expired() : Answers.Ok());

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Answer(request, request.Content is null ? null : await WrittenAsync(request.Content, cancellationToken));
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Answer(request, body: null);

    // As a socket gets it: reading it as an array would leave a copy in the content, which could then be sent twice.
    private static async Task<byte[]> WrittenAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var written = new MemoryStream();
        await content.CopyToAsync(written, cancellationToken);
        return written.ToArray();
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, byte[]? body)
    {
        _requests.Enqueue(new StubRequest(
            request.RequestUri!,
            request.Method,
            request.Headers.NonValidated.TryGetValues("Authorization", out var values) ? values.ToString() : null,
            request.Content?.Headers.NonValidated.ToDictionary(header => header.Key, header => header.Value.ToString()) ?? [],
            body));
        var response = answer(request, Interlocked.Increment(ref _count));
        response.RequestMessage ??= request;
        return response;
    }
}

/// <summary>A request as it came to the stub.</summary>
internal sealed record StubRequest(
    Uri Address, HttpMethod Method, string? Authorization, IReadOnlyDictionary<string, string> ContentHeaders, byte[]? Body)
{
    /// <summary>Without the token: what fails prints this.</summary>
    public override string ToString() => $"{Method} {Address}";
}

/// <summary>Replies of the API.</summary>
internal static class Answers
{
    internal const string ExpiredBody = """{"error":"unauthorized","error_description":"expired_token"}""";

    internal static HttpResponseMessage Ok() => Of(HttpStatusCode.OK, "{}");

    internal static HttpResponseMessage Expired() => Of(HttpStatusCode.Unauthorized, ExpiredBody);

    internal static HttpResponseMessage Limited(string body, string? retryAfter = null, int status = 420) =>
        With(Of((HttpStatusCode)status, body), "Retry-After", retryAfter);

    internal static HttpResponseMessage With(HttpResponseMessage response, string header, string? value)
    {
        _ = value is null || response.Headers.TryAddWithoutValidation(header, value);
        return response;
    }

    internal static HttpResponseMessage Of(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
}

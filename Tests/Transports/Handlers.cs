namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>Answers without a network.</summary>
internal sealed class Stub(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    internal Stub(Func<HttpRequestMessage, HttpResponseMessage> answer)
        : this((request, _) => Task.FromResult(answer(request)))
    {
    }

    /// <summary>One that nothing may come to.</summary>
    internal static Stub Unsent => new(_ => throw new InvalidOperationException("sent"));

    internal static HttpResponseMessage Answer(HttpRequestMessage request) =>
        new() { RequestMessage = request, Content = new StringContent("{}") };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        answer(request, cancellationToken);
}

/// <summary>Sends again, the same message, where the reply is a 5xx or there is none: as retry handlers do.</summary>
internal sealed class Retrying(int times = 3) : DelegatingHandler
{
    internal int Tries { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (Tries = 1; ; Tries++)
        {
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                if ((int)response.StatusCode < 500 || Tries == times)
                {
                    return response;
                }
            }
            catch (HttpRequestException) when (Tries < times)
            {
                // And again.
            }
        }
    }
}

/// <summary>Reads the body before it is sent, as loggers and signers do.</summary>
internal sealed class Reading : DelegatingHandler
{
    internal string Seen { get; private set; } = "";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Seen = await request.Content!.ReadAsStringAsync(cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}

/// <summary>Looks at the body of each reply and rewinds it, as loggers do.</summary>
internal sealed class Rewinding : DelegatingHandler
{
    internal string Seen { get; private set; } = "";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var reader = new StreamReader(body, leaveOpen: true);
        Seen = await reader.ReadToEndAsync(cancellationToken);
        body.Position = 0;
        return response;
    }
}

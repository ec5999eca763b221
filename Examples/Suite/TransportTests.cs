namespace Suite;

/// <summary>The application's transport, which is the library's over a client with a custom handler, keeps every law.</summary>
public sealed class TransportTests
{
    public static TheoryData<TransportLaw> Laws => [.. TransportContract.Laws];

    [Theory]
    [MemberData(nameof(Laws))]
    public async Task The_transport_keeps_the_law(TransportLaw law)
    {
        ArgumentNullException.ThrowIfNull(law);
        var outcome = await law.CheckAsync(setup => HttpClientTransport.Create(
            new HttpClient(new UserAgent { InnerHandler = HttpClientTransport.CreateHandler() }),
            setup.Endpoint,
            new TransportOptions { MaxReplyBytes = setup.MaxReplyBytes, Timeout = setup.Timeout }));
        Assert.True(outcome.Holds, outcome.Explanation);
    }

    private sealed class UserAgent : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.UserAgent.ParseAdd("suite/1.0");
            return base.SendAsync(request, cancellationToken);
        }
    }
}

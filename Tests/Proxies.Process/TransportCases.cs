using System.Net;
using Flurl.Http;
using LanguageExt;

namespace PodioOAuth.Functional.ProxiesProcess;

/// <summary>Requests for tokens by the transports.</summary>
internal static class TransportCases
{
    private static readonly TransportOptions Vouched = new() { BypassesDefaultProxy = true };

    internal static Dictionary<string, Case> All { get; } = new()
    {
        // Clients that go past a proxy.
        ["HttpClient"] = subject => AskAsync(HttpClientTransport.Create(HttpClientTransport.CreateClient(), subject.Endpoint)),
        ["HttpClient, handler"] = subject => AskAsync(HttpClientTransport.Create(OverHandler(), subject.Endpoint, Vouched)),
        ["HttpClient, second factor"] = subject => VerifyAsync(
            HttpClientTransport.Create(HttpClientTransport.CreateClient(), subject.Endpoint)),
        ["Flurl"] = subject => AskAsync(FlurlTransport.Create(new FlurlClient(HttpClientTransport.CreateClient()), subject.Endpoint)),
        ["Flurl, handler"] = subject => AskAsync(FlurlTransport.Create(new FlurlClient(OverHandler()), subject.Endpoint, Vouched)),

        ["call, vouched for"] = subject => CallAsync(HttpClientTransport.CreateClient(), subject, bypassesDefaultProxy: true),
        ["call, Flurl"] = subject => CallAsync(new FlurlClient(HttpClientTransport.CreateClient()), subject),

        // Clients of which that is not known.
        ["HttpClient, any"] = subject => AskAsync(HttpClientTransport.Create(new HttpClient(), subject.Endpoint)),
        ["HttpClient, handler without a word"] = subject => AskAsync(HttpClientTransport.Create(OverHandler(), subject.Endpoint)),
        ["HttpClient, later"] = subject => LaterAsync(subject, HttpClientTransport.Create(new HttpClient(), subject.Endpoint)),
        ["Flurl, any"] = subject => AskAsync(FlurlTransport.Create(new FlurlClient(), subject.Endpoint)),
        ["Flurl, later"] = subject => LaterAsync(subject, FlurlTransport.Create(new FlurlClient(), subject.Endpoint)),

        ["call"] = subject => CallAsync(HttpClientTransport.CreateClient(), subject),
        ["call, Flurl any"] = subject => CallAsync(new FlurlClient(), subject),

        // The caller's word.
        ["HttpClient, own proxy"] = subject => AskAsync(HttpClientTransport.Create(OverHandler(subject.Proxy), subject.Endpoint, Vouched)),

        // A proxy that was set by code, for all clients.
        ["HttpClient, default proxy"] = subject =>
        {
            HttpClient.DefaultProxy = new WebProxy(subject.Proxy);
            return AskAsync(HttpClientTransport.Create(HttpClientTransport.CreateClient(), subject.Endpoint));
        },
        ["HttpClient, its own proxy for all"] = subject =>
        {
            HttpClient.DefaultProxy = HttpClientTransport.CreateHandler().Proxy!;
            return AskAsync(HttpClientTransport.Create(new HttpClient(), subject.Endpoint));
        },

        // Over https.
        ["HttpClient, https"] = _ => AskAsync(HttpClientTransport.Create(HttpClientTransport.CreateClient(), Elsewhere)),
        ["Flurl, https"] = _ => AskAsync(FlurlTransport.Create(new FlurlClient(), Elsewhere)),
    };

    private static Token Sample { get; } = new(SamplePodio.AppToken, "bearer", null, null, TokenReference.None, null);

    private static PodioEndpoint Elsewhere => PodioEndpoint.Create("https://podio.invalid").Match(
        Right: endpoint => endpoint, Left: error => throw new ArgumentException(error.Describe()));

    private static HttpClient OverHandler(Uri? proxy = null)
    {
        var handler = HttpClientTransport.CreateHandler();
        handler.Proxy = proxy is null ? handler.Proxy : new WebProxy(proxy);
        return new HttpClient(handler);
    }

    private static Task<string> LaterAsync(Subject subject, Transport transport)
    {
        HttpClient.DefaultProxy = new WebProxy(subject.Proxy);
        return AskAsync(transport);
    }

    private static async Task<string> AskAsync(Transport transport) => Told(await transport.RequestTokenAsync(Subject.App));

    private static async Task<string> CallAsync(HttpClient client, Subject subject, bool bypassesDefaultProxy = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(subject.Endpoint.Api, "oauth/scope"))
            .WithPodioToken(Sample, bypassesDefaultProxy);
        using var reply = await client.SendAsync(request);
        return $"{(int)reply.StatusCode}";
    }

    private static async Task<string> CallAsync(FlurlClient client, Subject subject)
    {
        using var reply = await client.Request($"{subject.Endpoint.Api}oauth/scope").WithPodioToken(Sample).AllowAnyHttpStatus().GetAsync();
        return $"{reply.StatusCode}";
    }

    private static async Task<string> VerifyAsync(Transport transport) => Told(
        await (await transport.RequestTokenAsync(Subject.Password)).MatchAsync<Either<OAuthError, Token>>(
            Right: token => token,
            LeftAsync: error => error is SecondFactorRequiredError { Challenge: var challenge }
                ? transport.VerifySecondFactorAsync(challenge.WithOneTimeCode("012345"))
                : Task.FromResult<Either<OAuthError, Token>>(error)));

    private static string Told(Either<OAuthError, Token> outcome) =>
        outcome.Match(Right: _ => "a token", Left: error => error is UnreachableError lost ? $"{lost.Reason}" : error.GetType().Name);
}

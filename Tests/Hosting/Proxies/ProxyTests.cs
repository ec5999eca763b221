using LanguageExt;

namespace PodioOAuth.Functional.Hosting.Tests.Proxies;

/// <summary>What an application sends over plain http to loopback goes through no proxy. Here the program sets one for all clients; what
/// .NET makes of the environment's is seen with the transports.</summary>
public sealed class ProxyTests
{
    private const string Later = "token client, unknown handler, later";

    // How the application is changed, and what it sends.
    private static readonly Dictionary<string, (Action<Served> Change, Func<Served, Task<string>> Send)> Cases = new()
    {
        ["token client"] = (Nothing, AskAsync),
        ["token client, primary handler"] = (Over(PodioHostingExtensions.TokenClientName, () => new SocketsHttpHandler()), AskAsync),
        ["token client, unknown handler"] = (Over(PodioHostingExtensions.TokenClientName, () => new Unknown()), AskAsync),
        [Later] = (Over(PodioHostingExtensions.TokenClientName, () => new Unknown()), AskAsync),
        ["health"] = (
            podio => podio.Collection.AddHealthChecks().AddPodioTokenCheck("crm"),
            async podio => $"{(await podio.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status}"),
        ["api"] = (Nothing, CallAsync),
        ["api, primary handler"] = (Over("podio", () => new HttpClientHandler()), CallAsync),
        ["api, unknown handler"] = (Over("podio", () => new Unknown()), CallAsync),
        ["api, handler that has sent"] = (Share, CallAfterAnotherAsync),
        ["api, by hand"] = (Nothing, podio => CallAsync(podio, HttpClientTransport.CreateHandler())),
        ["api, vouched for"] = (Nothing, podio => CallAsync(podio, new Unknown(), bypasses: true)),
        ["api, any by hand"] = (Nothing, podio => CallAsync(podio, new SocketsHttpHandler())),
        ["api, header"] = (Nothing, CallWithHeaderAsync),
        ["sign-out"] = (Nothing, SignOutAsync),
    };

    [Theory]
    [InlineData("token client", "done", 1), InlineData("token client, primary handler", "done", 1)]
    [InlineData("health", "Healthy", 1), InlineData("api", "done", 2)]
    [InlineData("api, primary handler", "done", 2), InlineData("api, by hand", "done", 2)]
    [InlineData("api, vouched for", "done", 2), InlineData("sign-out", "done", 2)]
    public async Task Requests_to_loopback_bypass_the_proxy(string what, string outcome, int requests) =>
        Assert.Equal((outcome, requests, 0), await RunAsync(what));

    // The requests that Podio saw are those for a token, by the library's own client.
    [Theory]
    [InlineData("token client, unknown handler", "InvalidOperationException", "HttpClientTransport.CreateHandler()", 0)]
    [InlineData("api, unknown handler", "InvalidOperationException", "HttpClientTransport.CreateHandler()", 1)]
    [InlineData("api, handler that has sent", "InvalidOperationException", "HttpClientTransport.CreateHandler()", 1)]
    [InlineData("api, any by hand", "InvalidOperationException", "HttpClientTransport.CreateHandler()", 1)]
    [InlineData("api, header", "ArgumentException", "HttpClientTransport.CreateClient()", 0)]
    public async Task A_client_that_might_use_the_proxy_is_refused_with_the_fix(string what, string exception, string cure, int requests)
    {
        var run = await RunAsync(what);
        Assert.StartsWith(exception + ": ", run.Outcome, StringComparison.Ordinal);
        Assert.Contains(cure, run.Outcome, StringComparison.Ordinal);
        Assert.Equal((requests, 0), (run.Seen, run.Proxied));
    }

    [Theory]
    [InlineData("token client, unknown handler", "done", 1), InlineData("api, unknown handler", "done", 2)]
    [InlineData("api, any by hand", "done", 2)]
    [InlineData( // It was not sent.
        Later, "Podio didn't send a complete reply: the request failed. The request may have been processed.", 0)]
    public async Task Without_a_proxy_any_handler_will_do_until_there_is_one(string what, string outcome, int requests) =>
        Assert.Equal((outcome, requests, 0), await RunAsync(what, isSet: false));

    // Other tests run beside: nothing but this Podio has that proxy.
    private static async Task<(string Outcome, int Seen, int Proxied)> RunAsync(string what, bool isSet = true)
    {
        await using var server = WireServer.Start(WireAnswers.Reply(502));
        await using var podio = await Served.StartAsync();
        var (usual, proxy, outcome) = (HttpClient.DefaultProxy, new ProxyTo(podio.Address, server.Address), "");
        try
        {
            HttpClient.DefaultProxy = isSet ? proxy : usual;
            Cases[what].Change(podio);
            _ = what == Later ? podio.Sources : null;
            HttpClient.DefaultProxy = isSet || what == Later ? proxy : usual;
            outcome = await Cases[what].Send(podio);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            outcome = $"{exception.GetType().Name}: {exception.Message}";
        }
        finally
        {
            HttpClient.DefaultProxy = usual;
        }

        return (outcome, podio.Podio.Requests.Count, server.Connections);
    }

    private static void Nothing(Served podio) { }

    private static Action<Served> Over(string client, Func<HttpMessageHandler> handler) =>
        podio => podio.Collection.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(handler);

    private static void Share(Served podio)
    {
        var shared = new HttpClientHandler();
        Over("podio", () => shared)(podio);
        Over("other", () => shared)(podio);
    }

    private static async Task<string> AskAsync(Served podio) => Told(await podio.Sources.Get("crm").GetTokenAsync());

    private static Task<string> CallAsync(Served podio) => CallAsync(podio.Client());

    private static Task<string> CallAsync(Served podio, HttpMessageHandler handler, bool bypasses = false)
    {
        var options = new PodioTokenHandlerOptions { AllowedOrigins = { podio.Address }, BypassesDefaultProxy = bypasses };
        return CallAsync(new HttpClient(new PodioTokenHandler(_ => podio.Sources.Get("crm"), options) { InnerHandler = handler })
        {
            BaseAddress = podio.Address,
        });
    }

    private static async Task<string> CallAfterAnotherAsync(Served podio)
    {
        await Assert.ThrowsAsync<HttpRequestException>(() => podio.Client("other").GetAsync("https://127.0.0.1:1/")); // Nobody listens.
        return await CallAsync(podio);
    }

    private static Task<string> CallWithHeaderAsync(Served podio)
    {
        var client = new HttpClient { BaseAddress = podio.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("OAuth2", "made-up");
        return CallAsync(client);
    }

    private static async Task<string> SignOutAsync(Served podio)
    {
        await podio.SignInAsync("ann");
        return (await podio.Sources.SignedIn("ann").SignOutEverywhereAsync(podio.Client())).IsDone ? "done" : "left";
    }

    private static async Task<string> CallAsync(HttpClient client) => Told(await client.GetPodioScopeAsync());

    private static string Told<T>(Either<TokenSourceError, T> outcome) =>
        outcome.Match(Right: _ => "done", Left: error => error.Describe());

    /// <summary>A handler whose connections nobody can know of.</summary>
    private sealed class Unknown : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _inner = new(new SocketsHttpHandler { UseProxy = false });

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _inner.SendAsync(request, cancellationToken);
    }

    private sealed class ProxyTo(Uri destination, Uri address) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri host) => IsBypassed(host) ? null : address;

        public bool IsBypassed(Uri host) => host.Authority != destination.Authority;
    }
}

namespace PodioOAuth.Functional.Transports.Tests.Proxies;

/// <summary>The rule for proxies, where the program itself sets the default proxy.</summary>
[Collection(Alone.Name)]
public sealed class DefaultProxyTests : IDisposable
{
    private static readonly PodioEndpoint Local = PodioEndpoint.Create("http://127.0.0.1:9/").Right();

    private readonly IWebProxy _before = HttpClient.DefaultProxy;

    public void Dispose() => HttpClient.DefaultProxy = _before;

    [Theory]
    [InlineData(Face.HttpClient, true, false, "http://127.0.0.1:9/", true)]
    [InlineData(Face.Flurl, true, false, "http://127.0.0.1:9/", true)]
    [InlineData(Face.HttpClient, true, true, "http://127.0.0.1:9/", false)] // It goes past the proxy.
    [InlineData(Face.HttpClient, false, false, "http://127.0.0.1:9/", false)] // It has no proxy for the address.
    [InlineData(Face.HttpClient, true, false, "https://127.0.0.1:9/", false)] // It gets a tunnel.
    [InlineData(Face.Flurl, true, true, "http://127.0.0.1:9/", false)]
    public void A_client_is_refused_where_the_default_proxy_would_read_its_requests(
        Face face, bool hasProxy, bool bypasses, string endpoint, bool isRefused)
    {
        HttpClient.DefaultProxy = new TheProxy(hasProxy, bypasses);
        var create = () => face.Over(Stub.Unsent, PodioEndpoint.Create(endpoint).Right());
        if (isRefused)
        {
            var refusal = Assert.Throws<ArgumentException>("client", create);
            Assert.StartsWith("HttpClient.DefaultProxy", refusal.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.NotNull(create());
        }
    }

    [Fact]
    public void The_librarys_client_or_a_trusted_one_is_accepted()
    {
        HttpClient.DefaultProxy = new TheProxy();
        using var ours = HttpClientTransport.CreateClient();
        Assert.NotNull(HttpClientTransport.Create(ours, Local));
        Assert.NotNull(Face.HttpClient.Over(Stub.Unsent, Local, new TransportOptions { BypassesDefaultProxy = true }));
    }

    [Theory]
    [InlineData("http://localhost:9/", false, true), InlineData("http://localhost:9/", true, false)]
    [InlineData("https://localhost:9/", false, false)]
    public void A_call_with_a_token_is_refused_too(string address, bool isVouchedFor, bool isRefused)
    {
        HttpClient.DefaultProxy = new TheProxy();
        var token = new Token(new Secret("made-up"), "bearer", TimeSpan.FromHours(8), null, TokenReference.App(1), null);
        var call = () => new HttpRequestMessage(HttpMethod.Get, address).WithPodioToken(token, isVouchedFor);
        if (isRefused)
        {
            Assert.Contains("bypassesDefaultProxy", Assert.Throws<ArgumentException>(call).Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.NotNull(call().Headers.Authorization);
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/", true, false, true), InlineData("http://[::1]:9/", true, false, true)]
    [InlineData("https://127.0.0.1:9/", true, false, false), InlineData("https://podio.invalid/", true, false, false)]
    [InlineData("https://podio.invalid/", true, true, true)]
    public void The_proxy_of_our_handlers_is_the_default_one_except_for_plain_loopback(
        string address, bool hasProxy, bool bypasses, bool isBypassed)
    {
        HttpClient.DefaultProxy = new TheProxy(hasProxy, bypasses);
        var proxy = HttpClientTransport.CreateHandler().Proxy!;
        var isPlainLoopback = address.StartsWith("http:", StringComparison.Ordinal);
        Assert.Equal(isBypassed, proxy.IsBypassed(new Uri(address)));
        Assert.Equal(isPlainLoopback ? null : TheProxy.Address, proxy.GetProxy(new Uri(address)));
        Assert.Same(HttpClient.DefaultProxy.Credentials, proxy.Credentials);
        Assert.Throws<NotSupportedException>(() => proxy.Credentials = null);
    }

    [Fact]
    public void Over_itself_it_is_no_proxy()
    {
        var proxy = HttpClientTransport.CreateHandler().Proxy!;
        HttpClient.DefaultProxy = proxy;
        var address = new Uri("https://podio.invalid/");
        Assert.True(proxy.IsBypassed(address));
        Assert.Null(proxy.GetProxy(address));
        Assert.Null(proxy.Credentials);
    }

    private sealed class TheProxy(bool hasProxy = true, bool bypasses = false) : IWebProxy
    {
        internal static Uri Address { get; } = new("http://127.0.0.1:10/");

        public ICredentials? Credentials { get; set; } = new NetworkCredential("made", "up");

        public Uri? GetProxy(Uri destination) => hasProxy ? Address : null;

        public bool IsBypassed(Uri host) => bypasses;
    }
}

namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>What goes out through a handed-in client, and that it is left as it was.</summary>
public sealed class ClientTests
{
    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public async Task The_public_API_is_asked_by_default_and_our_headers_win(Face face)
    {
        HttpRequestMessage? sent = null;
        using var client = new HttpClient(new Stub(message => Stub.Answer(sent = message)));
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        client.DefaultRequestHeaders.Add("Accept-Language", "da");
        client.DefaultRequestHeaders.Add("X-Own", "1");

        (await face.Over(client).SendAsync()).AssertReply(200);

        Assert.Equal(new Uri("https://api.podio.com/oauth/token"), sent!.RequestUri);
        Assert.Equal("application/json", sent.Headers.NonValidated["Accept"].ToString());
        Assert.Equal("en", sent.Headers.NonValidated["Accept-Language"].ToString());
        Assert.Equal("1", sent.Headers.NonValidated["X-Own"].ToString());
        Assert.Equal("application/x-www-form-urlencoded", sent.Content!.Headers.NonValidated["Content-Type"].ToString());
    }

    [Fact]
    public async Task A_Flurl_client_cannot_change_the_content_type()
    {
        string? type = null;
        using var client = new FlurlClient(new HttpClient(new Stub(message =>
        {
            type = message.Content!.Headers.NonValidated["Content-Type"].ToString();
            return Stub.Answer(message);
        }))).WithHeader("Content-Type", "application/json");
        (await FlurlTransport.Create(client).SendAsync()).AssertReply(200);
        Assert.Equal("application/x-www-form-urlencoded", type);
    }

    [Fact]
    public async Task An_HttpClient_is_left_as_it_was()
    {
        var handler = new Disposable();
        var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(7), DefaultRequestVersion = new Version(2, 0) };
        var transport = HttpClientTransport.Create(client, options: new TransportOptions { Timeout = TimeSpan.FromSeconds(1) });
        (await transport.SendAsync()).AssertReply(200);
        (await transport.SendAsync()).AssertReply(200);

        Assert.False(handler.IsDisposed);
        Assert.Equal(TimeSpan.FromSeconds(7), client.Timeout);
        Assert.Equal(new Version(2, 0), client.DefaultRequestVersion);
        Assert.Equal(new Version(2, 0), handler.Version);
        Assert.Empty(client.DefaultRequestHeaders);
        Assert.Null(client.BaseAddress);
        client.Dispose();
    }

    [Fact]
    public async Task A_Flurl_client_is_left_as_it_was()
    {
        var handler = new Disposable();
        var client = new FlurlClient(new HttpClient(handler)).WithTimeout(TimeSpan.FromSeconds(7)).AllowHttpStatus("404");
        var transport = FlurlTransport.Create(client, options: new TransportOptions { Timeout = TimeSpan.FromSeconds(1) });
        (await transport.SendAsync()).AssertReply(200);
        (await transport.SendAsync()).AssertReply(200);

        Assert.False(client.IsDisposed);
        Assert.False(handler.IsDisposed);
        Assert.Equal(TimeSpan.FromSeconds(7), client.Settings.Timeout);
        Assert.Equal("404", client.Settings.AllowedHttpStatusRange);
        Assert.True(client.Settings.Redirects.Enabled);
        Assert.Empty(client.Headers);
        Assert.Empty(client.EventHandlers);
        Assert.Null(client.BaseUrl);
        client.Dispose();
    }

    [Fact]
    public void CreateHandler_returns_a_new_and_safe_handler()
    {
        using var handler = HttpClientTransport.CreateHandler();
        using var another = HttpClientTransport.CreateHandler();
        Assert.NotSame(handler, another);
        Assert.False(handler.AllowAutoRedirect);
        Assert.False(handler.UseCookies);
        Assert.Equal(System.Net.DecompressionMethods.None, handler.AutomaticDecompression);
        Assert.InRange(handler.PooledConnectionLifetime, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(15));
    }

    private sealed class Disposable : HttpMessageHandler
    {
        internal bool IsDisposed { get; private set; }

        internal Version? Version { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Version = request.Version;
            return Task.FromResult(Stub.Answer(request));
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}

using Flurl.Http;
using Xunit;

namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>What a handed-in client may carry, and that it is left as it was.</summary>
public sealed class ClientTests
{
    private const string Base = "http://127.0.0.1:9/podio/";

    private static readonly PodioEndpoint Endpoint =
        PodioEndpoint.Create(Base).Match(Right: at => at, Left: error => throw new ArgumentException(error.Describe()));

    [Theory]
    [InlineData(Face.HttpClient, "Authorization")]
    [InlineData(Face.HttpClient, "Cookie")]
    [InlineData(Face.Flurl, "Authorization")]
    [InlineData(Face.Flurl, "Cookie")]
    public async Task A_client_that_says_who_is_signed_in_is_refused(Face face, string header)
    {
        using var before = new HttpClient(new Stub(_ => throw new InvalidOperationException("sent")));
        before.DefaultRequestHeaders.TryAddWithoutValidation(header, "a-secret");
        var refusal = Assert.Throws<ArgumentException>("client", () => face.Over(before));
        Assert.DoesNotContain("a-secret", refusal.ToString(), StringComparison.Ordinal);

        using var later = new HttpClient(new Stub(_ => throw new InvalidOperationException("sent")));
        var transport = face.Over(later);
        later.DefaultRequestHeaders.TryAddWithoutValidation(header, "a-secret");
        await Assert.ThrowsAsync<ArgumentException>("client", () => transport.SendAsync());
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("Cookie")]
    public async Task So_is_a_Flurl_client_with_such_a_header(string header)
    {
        using var before = new FlurlClient().WithHeader(header, "a-secret");
        Assert.Throws<ArgumentException>("client", () => FlurlTransport.Create(before));

        using var later = new FlurlClient(new HttpClient(new Stub(_ => throw new InvalidOperationException("sent"))));
        var transport = FlurlTransport.Create(later);
        later.WithHeader(header, "a-secret");
        await Assert.ThrowsAsync<ArgumentException>("client", () => transport.SendAsync());
    }

    [Fact]
    public async Task So_is_one_whose_event_handlers_add_it()
    {
        using var flurl = new FlurlClient(new HttpClient(new Stub(_ => throw new InvalidOperationException("sent"))))
            .BeforeCall(call => call.Request.WithOAuthBearerToken("a-secret"));
        await Assert.ThrowsAsync<ArgumentException>("client", () => FlurlTransport.Create(flurl).SendAsync());

        using var raw = new FlurlClient(new HttpClient(new Stub(_ => throw new InvalidOperationException("sent"))))
            .BeforeCall(call => call.HttpRequestMessage.Headers.TryAddWithoutValidation("Authorization", "a-secret"));
        await Assert.ThrowsAsync<ArgumentException>("client", () => FlurlTransport.Create(raw).SendAsync());
    }

    [Theory]
    [InlineData(Face.HttpClient, "https://api.podio.com/")]
    [InlineData(Face.HttpClient, "http://127.0.0.1:9/")]
    [InlineData(Face.HttpClient, "http://127.0.0.1:9/podio/more")]
    [InlineData(Face.HttpClient, "https://127.0.0.1:9/podio/")]
    [InlineData(Face.Flurl, "https://api.podio.com/")]
    [InlineData(Face.Flurl, "http://127.0.0.1:10/podio/")]
    public void A_client_made_for_another_address_is_refused(Face face, string address)
    {
        using var client = new HttpClient(new Stub(Answer)) { BaseAddress = new Uri(address) };
        Assert.Throws<ArgumentException>("client", () => face.Over(client, Endpoint));
    }

    [Theory]
    [InlineData(Face.HttpClient, "http://127.0.0.1:9/podio/")]
    [InlineData(Face.HttpClient, "http://127.0.0.1:9/podio")]
    [InlineData(Face.HttpClient, "HTTP://127.0.0.1:09/podio/")]
    [InlineData(Face.Flurl, "http://127.0.0.1:9/podio")]
    public async Task One_made_for_the_same_address_is_not(Face face, string address)
    {
        Uri? asked = null;
        using var client = new HttpClient(new Stub(message =>
        {
            asked = message.RequestUri;
            return Answer(message);
        }))
        { BaseAddress = new Uri(address) };
        (await face.Over(client, Endpoint).SendAsync()).AssertReply(200);
        Assert.Equal(new Uri(Base + "oauth/token"), asked);
    }

    [Theory]
    [InlineData("https://api.podio.com/", false)]
    [InlineData("/podio", false)]
    [InlineData("http://127.0.0.1:9/podio", true)]
    public async Task The_base_of_a_Flurl_client_is_looked_at_before_each_send(string address, bool isRight)
    {
        using var client = new FlurlClient(new HttpClient(new Stub(Answer)));
        var transport = FlurlTransport.Create(client, Endpoint);
        client.BaseUrl = address;
        if (isRight)
        {
            (await transport.SendAsync()).AssertReply(200);
        }
        else
        {
            await Assert.ThrowsAsync<ArgumentException>("client", () => transport.SendAsync());
        }
    }

    [Theory]
    [InlineData(Face.HttpClient)]
    [InlineData(Face.Flurl)]
    public async Task The_public_API_is_asked_by_default_and_our_headers_win(Face face)
    {
        HttpRequestMessage? sent = null;
        using var client = new HttpClient(new Stub(message => Answer(sent = message)));
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
            return Answer(message);
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
    public void The_handler_that_is_offered_is_new_and_safe()
    {
        using var handler = HttpClientTransport.CreateHandler();
        using var another = HttpClientTransport.CreateHandler();
        Assert.NotSame(handler, another);
        Assert.False(handler.AllowAutoRedirect);
        Assert.False(handler.UseCookies);
        Assert.Equal(System.Net.DecompressionMethods.None, handler.AutomaticDecompression);
        Assert.InRange(handler.PooledConnectionLifetime, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(15));
    }

    private static HttpResponseMessage Answer(HttpRequestMessage message) => new() { RequestMessage = message, Content = new StringContent("{}") };

    private sealed class Disposable : HttpMessageHandler
    {
        internal bool IsDisposed { get; private set; }

        internal Version? Version { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Version = request.Version;
            return Task.FromResult(Answer(request));
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}

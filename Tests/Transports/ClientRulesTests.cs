namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>What a handed-in client may carry.</summary>
public sealed class ClientRulesTests
{
    private const string Base = "http://127.0.0.1:9/podio/";

    private static readonly PodioEndpoint Endpoint = PodioEndpoint.Create(Base).Right();

    [Theory]
    [InlineData(Face.HttpClient, "Authorization"), InlineData(Face.HttpClient, "Cookie")]
    [InlineData(Face.Flurl, "Authorization"), InlineData(Face.Flurl, "Cookie")]
    public async Task A_client_with_default_credentials_is_refused(Face face, string header)
    {
        using var before = new HttpClient(Stub.Unsent);
        before.DefaultRequestHeaders.TryAddWithoutValidation(header, "a-secret");
        var refusal = Assert.Throws<ArgumentException>("client", () => face.Over(before));
        Assert.DoesNotContain("a-secret", refusal.ToString(), StringComparison.Ordinal);

        using var later = new HttpClient(Stub.Unsent);
        var transport = face.Over(later);
        later.DefaultRequestHeaders.TryAddWithoutValidation(header, "a-secret");
        await Assert.ThrowsAsync<ArgumentException>("client", () => transport.SendAsync());
    }

    [Theory, InlineData("Authorization"), InlineData("Cookie")]
    public async Task A_Flurl_client_with_such_a_header_is_refused(string header)
    {
        using var before = new FlurlClient().WithHeader(header, "a-secret");
        Assert.Throws<ArgumentException>("client", () => FlurlTransport.Create(before));

        using var later = new FlurlClient(new HttpClient(Stub.Unsent));
        var transport = FlurlTransport.Create(later);
        later.WithHeader(header, "a-secret");
        await Assert.ThrowsAsync<ArgumentException>("client", () => transport.SendAsync());
    }

    [Fact]
    public async Task A_Flurl_client_whose_event_handlers_add_such_a_header_is_refused()
    {
        using var flurl = new FlurlClient(new HttpClient(Stub.Unsent)).BeforeCall(call => call.Request.WithOAuthBearerToken("a-secret"));
        await Assert.ThrowsAsync<ArgumentException>("client", () => FlurlTransport.Create(flurl).SendAsync());

        using var raw = new FlurlClient(new HttpClient(Stub.Unsent))
            .BeforeCall(call => call.HttpRequestMessage.Headers.TryAddWithoutValidation("Authorization", "a-secret"));
        await Assert.ThrowsAsync<ArgumentException>("client", () => FlurlTransport.Create(raw).SendAsync());
    }

    [Theory]
    [InlineData(Face.HttpClient, "https://api.podio.com/"), InlineData(Face.HttpClient, "http://127.0.0.1:9/")]
    [InlineData(Face.HttpClient, "http://127.0.0.1:9/podio/more"), InlineData(Face.HttpClient, "https://127.0.0.1:9/podio/")]
    [InlineData(Face.Flurl, "https://api.podio.com/"), InlineData(Face.Flurl, "http://127.0.0.1:10/podio/")]
    public void A_client_made_for_another_address_is_refused(Face face, string address)
    {
        using var client = new HttpClient(new Stub(Stub.Answer)) { BaseAddress = new Uri(address) };
        Assert.Throws<ArgumentException>("client", () => face.Over(client, Endpoint));
    }

    [Theory]
    [InlineData(Face.HttpClient, "http://127.0.0.1:9/podio/"), InlineData(Face.HttpClient, "http://127.0.0.1:9/podio")]
    [InlineData(Face.HttpClient, "HTTP://127.0.0.1:09/podio/"), InlineData(Face.Flurl, "http://127.0.0.1:9/podio")]
    public async Task A_client_made_for_the_same_address_is_accepted(Face face, string address)
    {
        Uri? asked = null;
        using var client = new HttpClient(new Stub(message =>
        {
            asked = message.RequestUri;
            return Stub.Answer(message);
        }))
        { BaseAddress = new Uri(address) };
        (await face.Over(client, Endpoint).SendAsync()).AssertReply(200);
        Assert.Equal(new Uri(Base + "oauth/token"), asked);
    }

    [Theory, InlineData("https://api.podio.com/", false), InlineData("/podio", false), InlineData("http://127.0.0.1:9/podio", true)]
    public async Task The_base_address_of_a_Flurl_client_is_checked_before_each_request(string address, bool isRight)
    {
        using var client = new FlurlClient(new HttpClient(new Stub(Stub.Answer)));
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
}

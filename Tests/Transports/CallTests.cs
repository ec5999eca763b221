namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>A token on a call of the API.</summary>
public sealed class CallTests
{
    private const string Public = "https://api.podio.com/user/status";

    private static readonly Token Jane = new("an-access-token", "bearer", null, null, TokenReference.None, null);

    [Theory]
    [InlineData(Public), InlineData("http://127.0.0.1:9/podio/user/status"), InlineData("http://localhost:9/")]
    [InlineData("http://[::1]:9/"), InlineData("user/status")]
    public void A_call_sends_the_token_in_Podios_scheme(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "another");
        Assert.Same(request, request.WithPodioToken(Jane));
        Assert.Equal(["OAuth2 an-access-token"], request.Headers.NonValidated["Authorization"]);

        var flurl = new FlurlRequest(address).WithOAuthBearerToken("another");
        Assert.Same(flurl, flurl.WithPodioToken(Jane));
        Assert.Equal(["OAuth2 an-access-token"], flurl.Headers.GetAll("Authorization"));
    }

    [Fact]
    public async Task A_token_on_a_call_arrives()
    {
        await using var server = WireServer.Start(WireAnswers.Reply(200));
        using var client = HttpClientTransport.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address).WithPodioToken(Jane);
        using var reply = await client.SendAsync(request);
        using var flurl = new FlurlClient(HttpClientTransport.CreateClient());
        using var second = await flurl.Request(server.Address.AbsoluteUri).WithPodioToken(Jane).GetAsync();
        client.DefaultRequestHeaders.Authorization = Jane.RevealAuthenticationHeader();
        using var third = await client.GetAsync(server.Address);
        Assert.Equal(
            Enumerable.Repeat("OAuth2 an-access-token", 3), server.Requests.Select(sent => Assert.Single(sent.ValuesOf("Authorization"))));
    }

    [Theory]
    [InlineData("http://api.podio.com/user/status"), InlineData("http://127.0.0.1.example.com/")]
    [InlineData("http://localhost.example.com/"), InlineData("ftp://127.0.0.1/"), InlineData("file:///tmp/x")]
    public void A_token_is_never_sent_unencrypted(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var refusal = Assert.Throws<ArgumentException>("request", () => request.WithPodioToken(Jane));
        Assert.Empty(LeakSearch.For(Jane).In("refusal", refusal));
        Assert.Null(request.Headers.Authorization);

        var flurl = new FlurlRequest(address);
        Assert.Throws<ArgumentException>("request", () => flurl.WithPodioToken(Jane));
        Assert.Empty(flurl.Headers);
    }

    [Fact]
    public void A_token_that_would_split_the_header_is_refused_without_being_revealed()
    {
        var splitting = Jane with { AccessToken = "an-access-token\r\nX-Header: 1" };
        using var request = new HttpRequestMessage(HttpMethod.Get, Public);
        var refusal = Assert.Throws<FormatException>(() => request.WithPodioToken(splitting));
        Assert.Empty(LeakSearch.For("token", "an-access-token").In("refusal", refusal));
        Assert.Throws<FormatException>(() => new FlurlRequest(Public).WithPodioToken(splitting));
    }

    [Fact]
    public void Nothing_is_no_argument()
    {
        using var request = new HttpRequestMessage();
        Assert.Throws<ArgumentNullException>("token", () => request.WithPodioToken(null!));
        Assert.Throws<ArgumentNullException>("request", () => ((HttpRequestMessage)null!).WithPodioToken(Jane));
        Assert.Throws<ArgumentNullException>("token", () => ((Token)null!).RevealAuthenticationHeader());
        Assert.Throws<ArgumentNullException>("token", () => new FlurlRequest(Public).WithPodioToken(null!));
        Assert.Throws<ArgumentNullException>("request", () => ((IFlurlRequest)null!).WithPodioToken(Jane));
    }
}

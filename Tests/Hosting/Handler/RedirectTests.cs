using System.Net;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional.Hosting.Tests.Handler;

/// <summary>Where a client follows redirects: another host never sees a token, and what it says of tokens concerns nobody.</summary>
public sealed class RedirectTests
{
    private static readonly Uri Item = new("https://api.podio.com/item/1");

    private readonly TokenBench _bench = new();

    [Theory]
    [InlineData("https://example.com/item/1")]
    [InlineData("https://api.podio.com/item/2")]
    public async Task A_refusal_from_where_a_redirect_led_renews_nothing(string target)
    {
        var old = await _bench.TokenAsync();
        var stub = new StubHandler((request, _) => // As .NET's own handler does it.
        {
            request.Headers.Authorization = null;
            request.RequestUri = new Uri(target);
            return Answers.Expired();
        });
        using var client = _bench.Client(stub);
        using var response = await client.GetAsync(Item);
        await AssertUntouchedAsync(old, stub, response);
    }

    [Fact]
    public async Task Nor_does_one_that_another_handler_sent_as_a_message_of_its_own()
    {
        var old = await _bench.TokenAsync();
        var stub = new StubHandler((_, _) =>
        {
            var response = Answers.Expired();
            response.RequestMessage = new HttpRequestMessage(HttpMethod.Get, "https://example.com/item/1");
            return response;
        });
        using var client = _bench.Client(stub);
        using var response = await client.GetAsync(Item);
        await AssertUntouchedAsync(old, stub, response);
    }

    [Fact]
    public async Task Nor_does_one_from_the_same_address_that_came_without_the_token()
    {
        var old = await _bench.TokenAsync();
        var stub = new StubHandler((request, _) => // There and back again.
        {
            request.Headers.Authorization = null;
            return Answers.Expired();
        });
        using var client = _bench.Client(stub);
        using var response = await client.GetAsync(Item);
        await AssertUntouchedAsync(old, stub, response);
    }

    [Fact]
    public async Task A_limit_of_another_host_holds_nothing_back()
    {
        var stub = new StubHandler((request, _) =>
        {
            request.RequestUri = new Uri("https://example.com/");
            return Answers.Limited("", "60");
        });
        using var client = _bench.Client(stub);
        using var response = await client.GetAsync(Item);
        _bench.Source.ReportRejected(new Secret(await _bench.TokenAsync()));
        Assert.NotEmpty(await _bench.TokenAsync());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Theory]
    [InlineData(302, "GET")]
    [InlineData(307, "POST")]
    [InlineData(308, "PUT")]
    public async Task Between_two_servers_the_second_never_sees_the_token(int status, string method)
    {
        var old = await _bench.TokenAsync();
        await using var other = WireServer.Start(WireAnswers.Reply(
            401, Answers.ExpiredBody, "WWW-Authenticate: Bearer error=\"expired_token\""));
        await using var podio = WireServer.Start(WireAnswers.Reply(status, "", $"Location: {other.Address}elsewhere"));
        using var client = _bench.Client(new SocketsHttpHandler(), options => options.AllowedOrigins.Add(podio.Address));
        using var request = new HttpRequestMessage(new HttpMethod(method), podio.Address) { Content = new StringContent("x") };
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal([$"OAuth2 {old}"], Assert.Single(podio.Requests).ValuesOf("Authorization"));
        Assert.Empty(Assert.Single(other.Requests).ValuesOf("Authorization"));
        Assert.Equal(old, await _bench.TokenAsync());
        Assert.Equal(1, _bench.Exchanges);
    }

    private async Task AssertUntouchedAsync(string old, StubHandler stub, HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(Answers.ExpiredBody, await response.Content.ReadAsStringAsync());
        Assert.Single(stub.Requests);
        Assert.Equal(old, await _bench.TokenAsync());
        Assert.Equal(1, _bench.Exchanges);
    }
}

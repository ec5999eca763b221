namespace PodioOAuth.Functional.Hosting.Tests.Handler;

/// <summary>Where a client follows redirects: another host never sees a token, and what it says of tokens concerns nobody.</summary>
public sealed class RedirectTests
{
    private const string Elsewhere = "https://example.com/item/1";

    // What a handler below sends instead of a request.
    private static readonly Dictionary<string, Func<HttpRequestMessage, HttpRequestMessage>> Detours = new()
    {
        ["to another host, as .NET's own handler does it"] = request => Redirect(request, Elsewhere),
        ["to another page of the same host"] = request => Redirect(request, "https://api.podio.com/item/2"),
        ["there and back again, without the token"] = request => Redirect(request, TokenBench.Item.AbsoluteUri),
        ["by a message of another handler's own"] = _ => new HttpRequestMessage(HttpMethod.Get, TokenBench.Item),
        ["by one that takes the token along"] = request => new HttpRequestMessage(HttpMethod.Get, Elsewhere)
        {
            Headers = { Authorization = request.Headers.Authorization },
        },
    };

    private readonly TokenBench _bench = new();

    public static TheoryData<string> Ways => [.. Detours.Keys];

    [Theory, MemberData(nameof(Ways))]
    public async Task A_rejection_from_the_target_of_a_redirect_renews_nothing(string way)
    {
        var old = await _bench.TokenAsync();
        _bench.Over((request, _) =>
        {
            var response = Answers.Expired();
            response.RequestMessage = Detours[way](request);
            return response;
        });
        Assert.Equal((401, Answers.ExpiredBody), await _bench.GetAsync());
        Assert.Equal(old, await _bench.TokenAsync());
        Assert.Equal((1, 1), _bench.Counts);
    }

    [Fact]
    public async Task A_limit_of_another_host_holds_nothing_back()
    {
        _bench.Over((request, _) =>
        {
            request.RequestUri = new Uri(Elsewhere);
            return Answers.Limited("", "60");
        });
        await _bench.GetAsync();
        _bench.Source.ReportRejected(new Secret(await _bench.TokenAsync()));
        Assert.NotEmpty(await _bench.TokenAsync());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Theory, InlineData(302, "GET"), InlineData(307, "POST"), InlineData(308, "PUT")]
    public async Task Between_two_servers_the_second_never_sees_the_token(int status, string method)
    {
        var old = await _bench.TokenAsync();
        await using var other = WireServer.Start(WireAnswers.Reply(
            401, Answers.ExpiredBody, "WWW-Authenticate: Bearer error=\"expired_token\""));
        await using var podio = WireServer.Start(WireAnswers.Reply(status, "", $"Location: {other.Address}elsewhere"));
        using var client = _bench.ClientOver(new SocketsHttpHandler(), options => options.AllowedOrigins.Add(podio.Address));
        using var request = new HttpRequestMessage(new HttpMethod(method), podio.Address) { Content = new StringContent("x") };
        using var response = await client.SendAsync(request);
        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal([$"OAuth2 {old}"], Assert.Single(podio.Requests).ValuesOf("Authorization"));
        Assert.Empty(Assert.Single(other.Requests).ValuesOf("Authorization"));
        Assert.Equal(old, await _bench.TokenAsync());
        Assert.Equal(1, _bench.Exchanges);
    }

    private static HttpRequestMessage Redirect(HttpRequestMessage request, string address)
    {
        (request.Headers.Authorization, request.RequestUri) = (null, new Uri(address));
        return request;
    }
}

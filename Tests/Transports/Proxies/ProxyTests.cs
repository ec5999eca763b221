using PodioOAuth.Functional.Proxies;

namespace PodioOAuth.Functional.Transports.Tests.Proxies;

/// <summary>What goes over plain http to loopback goes through no proxy, whatever the environment says.</summary>
public sealed class ProxyTests
{
    private const string Http = "http_proxy=PROXY";

    [Theory]
    [InlineData("HttpClient", Http), InlineData("HttpClient", "HTTP_PROXY=PROXY")]
    [InlineData("HttpClient", "ALL_PROXY=PROXY"), InlineData("HttpClient", "all_proxy=PROXY")]
    [InlineData("HttpClient", "http_proxy=PROXY no_proxy=localhost"), InlineData("HttpClient", "http_proxy=PROXY NO_PROXY=example.com")]
    [InlineData("HttpClient, handler", Http), InlineData("Flurl", Http)]
    [InlineData("Flurl", "ALL_PROXY=PROXY"), InlineData("Flurl", "http_proxy=PROXY no_proxy=localhost")]
    [InlineData("Flurl, handler", Http)]
    public async Task The_librarys_own_clients_bypass_it(string way, string environment) =>
        Assert.Equal(new ProxiedRun("a token", Seen: 1, Received: ""), await ProxiedRun.OfAsync(way, environment));

    [Theory, InlineData("HttpClient, second factor", Http, 2), InlineData("HttpClient, default proxy", "", 1)]
    public async Task A_second_factor_bypasses_it_and_all_bypass_the_programs_proxy(string way, string environment, int requests) =>
        Assert.Equal(new ProxiedRun("a token", requests, Received: ""), await ProxiedRun.OfAsync(way, environment));

    [Theory]
    [InlineData("HttpClient, any", Http)]
    [InlineData("HttpClient, any", "ALL_PROXY=PROXY")]
    [InlineData("HttpClient, any", "http_proxy=PROXY no_proxy=localhost")]
    [InlineData("HttpClient, handler without a word", Http)]
    [InlineData("HttpClient, later", "")]
    [InlineData("Flurl, any", Http)]
    [InlineData("Flurl, later", "")]
    [InlineData("call", Http)]
    [InlineData("call, Flurl any", Http)]
    public async Task A_client_with_unknown_proxy_behavior_is_refused_and_the_fix_is_named(string way, string environment)
    {
        var run = await ProxiedRun.OfAsync(way, environment);
        Assert.StartsWith("ArgumentException: ", run.Outcome, StringComparison.Ordinal);
        Assert.Contains("HttpClientTransport.CreateClient()", run.Outcome, StringComparison.Ordinal);
        Assert.Equal((0, ""), (run.Seen, run.Received));
    }

    // Podio does not know the token.
    [Theory, InlineData("call, vouched for", Http), InlineData("call, Flurl", Http), InlineData("call", "https_proxy=PROXY")]
    public async Task A_call_with_a_token_bypasses_it(string way, string environment) =>
        Assert.Equal(new ProxiedRun("401", Seen: 1, Received: ""), await ProxiedRun.OfAsync(way, environment));

    [Theory]
    [InlineData("HttpClient, any", "")]
    [InlineData("HttpClient, any", "https_proxy=PROXY")] // None for http.
    [InlineData("HttpClient, any", "http_proxy=PROXY no_proxy=127.0.0.1")]
    [InlineData("Flurl, any", "")]
    [InlineData("HttpClient, its own proxy for all", Http)]
    public async Task Any_client_is_accepted_if_no_proxy_would_get_the_request(string way, string environment) =>
        Assert.Equal(new ProxiedRun("a token", Seen: 1, Received: ""), await ProxiedRun.OfAsync(way, environment));

    [Fact]
    public async Task The_callers_own_proxy_is_the_callers_decision()
    {
        var run = await ProxiedRun.OfAsync("HttpClient, own proxy", Http);
        Assert.Equal(("UnavailableError", 0), (run.Outcome, run.Seen));
        Assert.StartsWith("POST http://127.0.0.1:", run.Received, StringComparison.Ordinal);
        Assert.NotEmpty(LeakSearch.For(Sent).In("proxy", run.Received)); // So the search would have found what the others did not send.
    }

    [Theory, InlineData("HttpClient, https"), InlineData("Flurl, https")]
    public async Task Over_https_a_proxy_is_asked_for_a_tunnel_and_told_nothing_else(string way)
    {
        var run = await ProxiedRun.OfAsync(way, "https_proxy=PROXY");
        Assert.Equal(("ConnectionFailed", 0), (run.Outcome, run.Seen));
        Assert.Equal("CONNECT podio.invalid:443 HTTP/1.1\r\nHost: podio.invalid:443\r\n\r\n", run.Received);
        Assert.Empty(LeakSearch.For(Sent).In("proxy", run.Received));
    }

    // What the cases send: the made-up values that SamplePodio has.
    private static TokenRequest Sent => new(
        new ClientCredentials("sample-client", "MadeUpForTheSampleClientNotASecretOfPodio0123456789abcdefghijklm"),
        Grant.App(654321, "5a3d1e0f00112233445566778899abcd"));
}

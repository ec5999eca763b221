using PodioOAuth.Functional.Proxies;

namespace PodioOAuth.Functional.Hosting.Tests.Proxies;

/// <summary>What an application sends over plain http to loopback goes through no proxy, whatever the environment says.</summary>
public sealed class ProxyTests
{
    private const string Http = "http_proxy=PROXY";

    [Theory]
    [InlineData("token client", Http, "done", 1)]
    [InlineData("token client", "HTTP_PROXY=PROXY", "done", 1)]
    [InlineData("token client", "ALL_PROXY=PROXY", "done", 1)]
    [InlineData("token client", "http_proxy=PROXY no_proxy=localhost", "done", 1)]
    [InlineData("token client, primary handler", Http, "done", 1)]
    [InlineData("health", Http, "Healthy", 1)]
    [InlineData("api", Http, "done", 2)]
    [InlineData("api", "ALL_PROXY=PROXY", "done", 2)]
    [InlineData("api", "http_proxy=PROXY no_proxy=localhost", "done", 2)]
    [InlineData("api, primary handler", Http, "done", 2)]
    [InlineData("api, by hand", Http, "done", 2)]
    [InlineData("api, vouched for", Http, "done", 2)]
    [InlineData("sign-out", Http, "done", 2)]
    public async Task What_goes_to_loopback_goes_past_the_proxy(string what, string environment, string outcome, int requests) =>
        Assert.Equal(new ProxiedRun(outcome, requests, Received: ""), await ProxiedRun.OfAsync(what, environment));

    // The requests that Podio saw are those for a token, by the library's own client.
    [Theory]
    [InlineData("token client, unknown handler", "InvalidOperationException", "HttpClientTransport.CreateHandler()", 0)]
    [InlineData("api, unknown handler", "InvalidOperationException", "HttpClientTransport.CreateHandler()", 1)]
    [InlineData("api, handler that has sent", "InvalidOperationException", "HttpClientTransport.CreateHandler()", 1)]
    [InlineData("api, any by hand", "InvalidOperationException", "HttpClientTransport.CreateHandler()", 1)]
    [InlineData("api, header", "ArgumentException", "HttpClientTransport.CreateClient()", 0)]
    public async Task What_might_not_is_refused_and_the_cure_is_named(string what, string exception, string cure, int requests)
    {
        var run = await ProxiedRun.OfAsync(what, Http);
        Assert.StartsWith(exception + ": ", run.Outcome, StringComparison.Ordinal);
        Assert.Contains(cure, run.Outcome, StringComparison.Ordinal);
        Assert.Equal((requests, ""), (run.Seen, run.Received));
    }

    [Fact]
    public async Task A_request_for_a_token_is_not_sent_either_where_the_proxy_was_set_later()
    {
        var run = await ProxiedRun.OfAsync("token client, unknown handler, later", "");
        Assert.Equal(("Podio gave no whole reply: the request failed. The request may have been processed.", 0, ""),
            (run.Outcome, run.Seen, run.Received));
    }

    [Theory]
    [InlineData("token client, unknown handler", 1)]
    [InlineData("api, unknown handler", 2)]
    [InlineData("api, any by hand", 2)]
    public async Task Without_a_proxy_any_handler_will_do(string what, int requests) =>
        Assert.Equal(new ProxiedRun("done", requests, Received: ""), await ProxiedRun.OfAsync(what, "https_proxy=PROXY"));
}

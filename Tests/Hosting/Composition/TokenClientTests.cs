namespace PodioOAuth.Functional.Hosting.Tests.Composition;

/// <summary>What an application sets up for all of its clients does not reach the one that asks for tokens.</summary>
public sealed class TokenClientTests
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Defaults_bring_no_retry_no_header_and_no_address(bool areDefaultsFirst)
    {
        await using var server = WireServer.Start(WireAnswers.Reply(503, "", "Retry-After: 0"));
        await AskAsync(server, services => services.ConfigureHttpClientDefaults(client =>
        {
            client.AddStandardResilienceHandler(options => options.Retry.Delay = TimeSpan.Zero);
            client.AddHttpMessageHandler(() => new Mine());
            client.ConfigureHttpClient(it =>
            {
                it.BaseAddress = new Uri("https://example.com/");
                it.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", "eDp5");
                it.DefaultRequestHeaders.Add("Cookie", "a=b");
                it.DefaultRequestHeaders.Add("X-Mine", "1");
            });
        }), areDefaultsFirst);
        var request = Assert.Single(server.Requests);
        Assert.Equal("/oauth/token", request.Target);
        Assert.All(["Authorization", "Cookie", "X-Mine"], header => Assert.Empty(request.ValuesOf(header)));
    }

    [Fact]
    public async Task No_redirect_is_followed()
    {
        await using var other = WireServer.Start(WireAnswers.Reply(200));
        await using var server = WireServer.Start(WireAnswers.Reply(307, "", $"Location: {other.Address}"));
        await AskAsync(server, _ => { }, areDefaultsFirst: true);
        Assert.Empty(other.Requests);
    }

    private static async Task AskAsync(WireServer server, Action<IServiceCollection> addDefaults, bool areDefaultsFirst)
    {
        var services = new ServiceCollection();
        Action<IServiceCollection> add = collection => collection.AddPodioOAuth(options =>
        {
            (options.ClientId, options.ClientSecret, options.ApiBase) = ("id", "a-client-secret", server.Address.AbsoluteUri);
            options.Sources["crm"] = new PodioSourceOptions { AppId = 1, AppToken = "an-app-token" };
        });
        (areDefaultsFirst ? addDefaults + add : add + addDefaults)(services);
        await using var provider = services.BuildServiceProvider();
        Assert.True((await provider.GetRequiredService<PodioTokenSources>().Get("crm").GetTokenAsync()).IsLeft);
    }

    private sealed class Mine : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new Xunit.Sdk.XunitException("Nothing is sent through it.");
    }
}

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

    [Theory, InlineData(true), InlineData(false)]
    public async Task Defaults_that_turn_the_timeout_off_do_not_let_a_token_request_wait_forever(bool areDefaultsFirst) =>
        Assert.Equal(TimeSpan.FromSeconds(100), await TimeoutAsync(
            services => services.ConfigureHttpClientDefaults(client => client.AddStandardResilienceHandler()), areDefaultsFirst));

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_timeout_that_the_application_chooses_stays(bool isFirst) =>
        Assert.Equal(TimeSpan.FromSeconds(5), await TimeoutAsync(
            services => services.AddHttpClient(
                PodioHostingExtensions.TokenClientName, client => client.Timeout = TimeSpan.FromSeconds(5)),
            isFirst));

    private static async Task<TimeSpan> TimeoutAsync(Action<IServiceCollection> addOwn, bool isOwnFirst)
    {
        await using var provider = Build("https://api.podio.com/", addOwn, isOwnFirst);
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient(PodioHostingExtensions.TokenClientName);
        return client.Timeout;
    }

    private static async Task AskAsync(WireServer server, Action<IServiceCollection> addDefaults, bool areDefaultsFirst)
    {
        await using var provider = Build(server.Address.AbsoluteUri, addDefaults, areDefaultsFirst);
        Assert.True((await provider.GetRequiredService<PodioTokenSources>().Get("crm").GetTokenAsync()).IsLeft);
    }

    private static ServiceProvider Build(string apiBase, Action<IServiceCollection> addOwn, bool isOwnFirst)
    {
        var services = new ServiceCollection();
        Action<IServiceCollection> add = collection => collection.AddPodioOAuth(options =>
        {
            (options.ClientId, options.ClientSecret, options.ApiBase) = ("id", "a-client-secret", apiBase);
            options.Sources["crm"] = new PodioSourceOptions { AppId = 1, AppToken = "an-app-token" };
        });
        (isOwnFirst ? addOwn + add : add + addOwn)(services);
        return services.BuildServiceProvider();
    }

    private sealed class Mine : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new Xunit.Sdk.XunitException("Nothing is sent through it.");
    }
}

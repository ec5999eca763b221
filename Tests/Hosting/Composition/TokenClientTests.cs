using System.Net.Http.Headers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional.Hosting.Tests.Composition;

/// <summary>What an application sets up for all of its clients does not reach the one that asks for tokens.</summary>
public sealed class TokenClientTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_takes_over_no_retry_no_header_and_no_address(bool areDefaultsFirst)
    {
        await using var server = WireServer.Start(WireAnswers.Reply(503, "", "Retry-After: 0"));
        var handler = new CountingHandler();
        var services = new ServiceCollection();
        if (areDefaultsFirst)
        {
            AddDefaults();
        }

        services.AddPodioOAuth(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ClientId"] = "id",
            ["ClientSecret"] = "a-client-secret",
            ["ApiBase"] = server.Address.AbsoluteUri,
            ["Sources:crm:AppId"] = "1",
            ["Sources:crm:AppToken"] = "an-app-token",
        }).Build());
        if (!areDefaultsFirst)
        {
            AddDefaults();
        }

        await using var provider = services.BuildServiceProvider();
        var token = await provider.GetRequiredService<PodioTokenSources>().Get("crm").GetTokenAsync();
        Assert.True(token.IsLeft);
        var request = Assert.Single(server.Requests);
        Assert.Equal("/oauth/token", request.Target);
        Assert.All(["Authorization", "Cookie", "X-Mine"], header => Assert.Empty(request.ValuesOf(header)));
        Assert.Equal(0, handler.Sent);

        void AddDefaults() => services.ConfigureHttpClientDefaults(client =>
        {
            client.AddStandardResilienceHandler(options => options.Retry.Delay = TimeSpan.Zero);
            client.AddHttpMessageHandler(() => handler);
            client.ConfigureHttpClient(it =>
            {
                it.BaseAddress = new Uri("https://example.com/");
                it.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", "eDp5");
                it.DefaultRequestHeaders.Add("Cookie", "a=b");
                it.DefaultRequestHeaders.Add("X-Mine", "1");
            });
        });
    }

    [Fact]
    public async Task It_follows_no_redirect()
    {
        await using var other = WireServer.Start(WireAnswers.Reply(200));
        await using var server = WireServer.Start(WireAnswers.Reply(307, "", $"Location: {other.Address}"));
        var services = new ServiceCollection();
        services.AddPodioOAuth(options =>
        {
            (options.ClientId, options.ClientSecret, options.ApiBase) = ("id", "a-client-secret", server.Address.AbsoluteUri);
            options.Sources["crm"] = new PodioSourceOptions { AppId = 1, AppToken = "an-app-token" };
        });
        await using var provider = services.BuildServiceProvider();
        Assert.True((await provider.GetRequiredService<PodioTokenSources>().Get("crm").GetTokenAsync()).IsLeft);
        Assert.Empty(other.Requests);
    }

    private sealed class CountingHandler : DelegatingHandler
    {
        internal int Sent { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent++;
            return base.SendAsync(request, cancellationToken);
        }
    }
}

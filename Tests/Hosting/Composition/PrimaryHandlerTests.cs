using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional.Hosting.Tests.Composition;

/// <summary>The handler that makes a client's connections is the application's.</summary>
public sealed class PrimaryHandlerTests
{
    [Theory]
    [InlineData(typeof(SocketsHttpHandler))]
    [InlineData(typeof(HttpClientHandler))]
    public async Task It_may_be_one_that_another_client_has_used_before(Type type)
    {
        await using var podio = await Served.StartAsync();
        using var shared = (HttpMessageHandler)Activator.CreateInstance(type)!;
        var services = podio.Services();
        foreach (var name in new[] { "other", "podio", PodioHostingExtensions.TokenClientName })
        {
            services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => shared);
        }

        await using var provider = services.BuildServiceProvider();
        using (await provider.Client("other").GetAsync(podio.Echo))
        {
            using var response = await provider.Client().GetAsync(podio.Echo);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Theory]
    [InlineData(typeof(SocketsHttpHandler))]
    [InlineData(typeof(HttpClientHandler))]
    public async Task Where_each_call_has_a_source_of_its_own_no_cookie_of_one_goes_with_another(Type type)
    {
        await using var podio = await Served.StartAsync();
        await using var server = WireServer.Start(WireAnswers.Reply(200, "{}", "Set-Cookie: session=of-the-first"));
        var services = podio.Services();
        services.AddHttpClient("both")
            .AddPodioTokenBy(
                (provider, request) => provider.GetRequiredService<PodioTokenSources>().Get(request.RequestUri!.AbsolutePath[1..]),
                options => options.AllowedOrigins.Add(server.Address))
            .ConfigurePrimaryHttpMessageHandler(() => (HttpMessageHandler)Activator.CreateInstance(type)!);
        await using var provider = services.BuildServiceProvider();
        foreach (var source in new[] { "crm", "jane" })
        {
            using var response = await provider.Client("both").GetAsync(new Uri(server.Address, source));
        }

        Assert.Equal(2, server.Requests.Select(request => request.ValuesOf("Authorization").Single()).Distinct().Count());
        Assert.All(server.Requests, request => Assert.Empty(request.ValuesOf("Cookie")));
    }
}

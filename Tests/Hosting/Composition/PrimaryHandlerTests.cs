using System.Net;
using Microsoft.Extensions.DependencyInjection;

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
}

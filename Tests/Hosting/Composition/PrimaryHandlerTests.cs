namespace PodioOAuth.Functional.Hosting.Tests.Composition;

/// <summary>The handler that makes a client's connections is the application's.</summary>
public sealed class PrimaryHandlerTests : OnServed
{
    [Theory, InlineData(typeof(SocketsHttpHandler)), InlineData(typeof(HttpClientHandler))]
    public async Task A_handler_may_be_one_that_another_client_has_used_before(Type type)
    {
        using var shared = (HttpMessageHandler)Activator.CreateInstance(type)!;
        foreach (var name in new[] { "other", "podio", PodioHostingExtensions.TokenClientName })
        {
            Served.Collection.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => shared);
        }

        await Served.CallAsync("other");
        Assert.Equal(200, await Served.CallAsync());
    }

    [Theory, InlineData(typeof(SocketsHttpHandler)), InlineData(typeof(HttpClientHandler))]
    public async Task A_handlers_own_proxy_is_kept(Type type)
    {
        using var handler = (HttpMessageHandler)Activator.CreateInstance(type)!;
        var (property, own) = (type.GetProperty("Proxy")!, new WebProxy());
        property.SetValue(handler, own);
        Served.Collection.AddHttpClient("podio").ConfigurePrimaryHttpMessageHandler(() => handler);
        _ = Served.Client();
        Assert.Same(own, property.GetValue(handler));
    }

    [Theory, InlineData(typeof(SocketsHttpHandler)), InlineData(typeof(HttpClientHandler))]
    public async Task If_each_call_has_its_own_source_no_cookie_is_sent_with_another(Type type)
    {
        await using var server = WireServer.Start(WireAnswers.Reply(200, "{}", "Set-Cookie: session=of-the-first"));
        Served.AddClient("both")
            .AddPodioTokenBy(
                (provider, request) => provider.GetRequiredService<PodioTokenSources>().Get(request.RequestUri!.AbsolutePath[1..]),
                options => options.AllowedOrigins.Add(server.Address))
            .ConfigurePrimaryHttpMessageHandler(() => (HttpMessageHandler)Activator.CreateInstance(type)!);
        foreach (var source in new[] { "crm", "jane" })
        {
            using var response = await Served.Client("both").GetAsync(new Uri(server.Address, source));
        }

        Assert.Equal(2, server.Requests.Select(request => request.ValuesOf("Authorization").Single()).Distinct().Count());
        Assert.All(server.Requests, request => Assert.Empty(request.ValuesOf("Cookie")));
    }
}

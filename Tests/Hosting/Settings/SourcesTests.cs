using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Hosting.Tests.Settings;

/// <summary>Sources by name, and sources made at run time, a tenant each.</summary>
public sealed class SourcesTests
{
    private const long OtherApp = 777;

    private static readonly Secret OtherToken = new("made-up-token-of-another-app");

    [Fact]
    public async Task Constructors_take_them_by_key()
    {
        await using var podio = await Served.StartAsync();
        var collection = podio.Services();
        collection.AddSingleton<Consumer>();
        await using var services = collection.BuildServiceProvider();
        var consumer = services.GetRequiredService<Consumer>();
        Assert.Equal(
            (await consumer.Source.GetTokenAsync()).Right().AccessToken,
            (await consumer.Provider(CancellationToken.None)).Right().AccessToken);
        Assert.Equal(("crm", "app"), (consumer.Source.Name, consumer.Source.Current.Key.Kind));
        Assert.Equal(1, podio.Exchanges);
        Assert.Equal(["crm", "jane"], services.GetRequiredService<PodioTokenSources>().Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_name_that_is_not_configured_is_refused_and_printed_only_where_it_is_short()
    {
        await using var podio = await Served.StartAsync();
        await using var services = podio.Services().BuildServiceProvider();
        var sources = services.GetRequiredService<PodioTokenSources>();
        Assert.Contains("'crn'", Assert.Throws<ArgumentException>(() => sources.Get("crn")).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", Assert.Throws<ArgumentException>(() => sources.Get("a\nb")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => sources.Get(null!));
    }

    [Fact]
    public async Task A_call_has_the_token_of_its_tenant()
    {
        await using var podio = await Served.StartAsync();
        podio.Podio.Update(state => state.WithApp(OtherApp, OtherToken));
        var tenant = new HttpRequestOptionsKey<Grant>("tenant");
        var collection = podio.Services();
        collection.AddHttpClient("tenants", client => client.BaseAddress = podio.Address).AddPodioTokenBy((provider, request) =>
        {
            var sources = provider.GetRequiredService<PodioTokenSources>();
            return request.Options.TryGetValue(tenant, out var grant) ? sources.Unattended(grant) : sources.Get("crm");
        });
        await using var services = collection.BuildServiceProvider();
        Assert.Contains($"\"id\":{OtherApp}", await EchoAsync(Grant.App(OtherApp, OtherToken)), StringComparison.Ordinal);
        Assert.Contains($"\"id\":{SamplePodio.AppId}", await EchoAsync(null), StringComparison.Ordinal);
        Assert.Contains($"\"id\":{OtherApp}", await EchoAsync(Grant.App(OtherApp, OtherToken)), StringComparison.Ordinal);
        Assert.Equal(2, podio.Exchanges);

        async Task<string> EchoAsync(Grant? grant)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "echo");
            if (grant is not null)
            {
                request.Options.Set(tenant, grant);
            }

            using var response = await services.Client("tenants").SendAsync(request);
            return await response.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task Whoever_chooses_has_the_services_of_the_handlers_own_scope()
    {
        await using var podio = await Served.StartAsync();
        var collection = podio.Services();
        List<Scoped> chosenBy = [];
        collection.AddScoped<Scoped>();
        collection.AddHttpClient("tenants", client => client.BaseAddress = podio.Address).AddPodioTokenBy((provider, _) =>
        {
            chosenBy.Add(provider.GetRequiredService<Scoped>());
            return provider.GetRequiredService<PodioTokenSources>().Get("crm");
        });
        await using var services = collection.BuildServiceProvider(validateScopes: true);
        for (var request = 0; request < 2; request++)
        {
            await using var scope = services.CreateAsyncScope(); // Of the request that the application is answering.
            using var response = await scope.ServiceProvider.Client("tenants").GetAsync("echo");
            Assert.True(response.IsSuccessStatusCode);
            Assert.NotSame(scope.ServiceProvider.GetRequiredService<Scoped>(), chosenBy[^1]);
        }

        Assert.Single(chosenBy.Distinct());
        Assert.False(chosenBy[0].IsDisposed);
    }

    [Fact]
    public async Task A_source_that_nobody_uses_is_forgotten_and_its_login_kept()
    {
        await using var podio = await Served.StartAsync();
        podio.Podio.Update(state => state.WithApp(OtherApp, OtherToken));
        var collection = podio.Services();
        collection.AddPodioOAuth().UseStore(_ => new CountingStore()); // One in memory forgets what can start again.
        await using var services = collection.BuildServiceProvider();
        var sources = services.GetRequiredService<PodioTokenSources>();
        var tenant = sources.Unattended(Grant.App(OtherApp, OtherToken));
        var token = (await tenant.GetTokenAsync()).Right();
        Assert.Same(tenant, sources.Unattended(Grant.App(OtherApp, OtherToken)));

        podio.Clock.Advance(TimeSpan.FromMinutes(59));
        _ = sources.Get("crm");
        Assert.Equal(2, sources.Registry.Count);
        podio.Clock.Advance(TimeSpan.FromMinutes(15));
        _ = sources.SignedIn("somebody");
        Assert.Equal(2, sources.Registry.Count);
        var again = sources.Unattended(Grant.App(OtherApp, OtherToken));
        Assert.NotSame(tenant, again);
        Assert.Equal(token.AccessToken, (await again.GetTokenAsync()).Right().AccessToken);
        Assert.Equal(1, podio.Exchanges);
    }

    [Fact]
    public async Task A_tenant_who_leaves_is_removed()
    {
        await using var podio = await Served.StartAsync();
        await using var services = podio.Services().BuildServiceProvider();
        var sources = services.GetRequiredService<PodioTokenSources>();
        var grant = Grant.App(OtherApp, OtherToken);
        var tenant = sources.Unattended(grant);
        Assert.True(await sources.RemoveAsync(grant));
        Assert.False(await sources.RemoveAsync(grant));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => tenant.GetTokenAsync());
    }

    [Fact]
    public async Task A_tenant_who_leaves_for_good_and_a_person_are_forgotten_by_the_store_as_well()
    {
        await using var podio = await Served.StartAsync();
        podio.Podio.Update(state => state.WithApp(OtherApp, OtherToken));
        await using var services = podio.Services().BuildServiceProvider();
        var sources = services.GetRequiredService<PodioTokenSources>();
        var grant = Grant.App(OtherApp, OtherToken);
        var tenant = sources.Unattended(grant);
        _ = (await tenant.GetTokenAsync()).Right();
        Assert.True((await sources.ForgetAsync(grant)).Match(Right: was => was, Left: _ => false));
        Assert.False((await sources.ForgetAsync(grant)).Match(Right: was => was, Left: _ => true));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => tenant.GetTokenAsync());

        var person = sources.SignedIn("ann");
        _ = (await person.SignInAsync(podio.NewCode(), SamplePodio.RedirectUri)).Right();
        Assert.True((await sources.ForgetAsync("ann")).Match(Right: was => was, Left: _ => false));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => person.GetTokenAsync());
        Assert.Equal(
            TokenSourceError.SignInAgain(SignInReason.NoLogin),
            (await sources.SignedIn("ann").GetTokenAsync()).Match(Right: _ => null!, Left: error => error));
        await Assert.ThrowsAsync<ArgumentException>(() => sources.ForgetAsync(Grant.RefreshToken("made-up")));
        await Assert.ThrowsAsync<ArgumentException>(() => sources.ForgetAsync(""));
    }

    [Fact]
    public async Task A_grant_that_cannot_start_again_makes_no_source()
    {
        await using var podio = await Served.StartAsync();
        await using var services = podio.Services().BuildServiceProvider();
        var sources = services.GetRequiredService<PodioTokenSources>();
        Assert.Throws<ArgumentException>(() => sources.Unattended(Grant.RefreshToken("made-up")));
        Assert.Throws<ArgumentException>(() => sources.Unattended(Grant.Password("", "made-up")));
        Assert.Throws<ArgumentException>(() => sources.Unattended(null!));
        Assert.Throws<ArgumentException>(() => sources.SignedIn(""));
    }

    [Fact]
    public async Task The_container_disposes_them()
    {
        await using var podio = await Served.StartAsync();
        var services = podio.Services().BuildServiceProvider();
        var sources = services.GetRequiredService<PodioTokenSources>();
        var source = sources.Get("crm");
        await services.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => source.GetTokenAsync());
        Assert.Throws<ObjectDisposedException>(() => sources.Get("crm"));
    }

    [Fact]
    public async Task The_builder_changes_the_store_the_options_and_the_exchange_in_order()
    {
        await using var podio = await Served.StartAsync();
        List<string> order = [];
        var store = new InMemoryTokenStore();
        var collection = podio.Services();
        collection.AddPodioOAuth(Served.Configuration(podio.Settings()).GetSection("Podio"))
            .UseStore(_ => store)
            .Configure((_, options) => options with { Endpoint = PodioEndpoint.Default, Observer = _ => order.Add("observer") })
            .Decorate((_, exchange) => Named("inner", exchange))
            .Decorate((_, exchange) => Named("outer", exchange));
        await using var services = collection.BuildServiceProvider();
        var source = services.GetRequiredService<PodioTokenSources>().Get("crm");
        _ = (await source.GetTokenAsync()).Right();
        Assert.Equal(["outer", "inner", "observer"], order);
        Assert.Equal(podio.Address, source.Key.Endpoint.Api);
        Assert.NotNull(await store.ReadAsync(source.Key.ToString()));

        TokenExchange Named(string name, TokenExchange exchange) => (request, cancellationToken) =>
        {
            order.Add(name);
            return exchange(request, cancellationToken);
        };
    }

    private sealed class Scoped : IDisposable
    {
        internal bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class Consumer([FromKeyedServices("crm")] NamedTokenSource source, [FromKeyedServices("crm")] TokenProvider provider)
    {
        internal NamedTokenSource Source => source;

        internal TokenProvider Provider => provider;
    }
}

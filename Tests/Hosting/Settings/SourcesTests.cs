namespace PodioOAuth.Functional.Hosting.Tests.Settings;

/// <summary>Sources by name, and sources made at run time, a tenant each.</summary>
public sealed class SourcesTests
{
    private const long OtherApp = 777;

    private static readonly Grant Other = Grant.App(OtherApp, "made-up-token-of-another-app");

    [Fact]
    public async Task Constructors_take_them_by_key()
    {
        await using var podio = await StartAsync();
        podio.Collection.AddSingleton<Consumer>();
        var consumer = podio.Services.GetRequiredService<Consumer>();
        Assert.Equal(
            (await consumer.Source.GetTokenAsync()).Right().AccessToken,
            (await consumer.Provider(CancellationToken.None)).Right().AccessToken);
        Assert.Equal(("crm", "app"), (consumer.Source.Name, consumer.Source.Current.Key.Kind));
        Assert.Equal(1, podio.Exchanges);
        Assert.Equal(["crm", "jane"], podio.Sources.Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_name_that_is_not_configured_is_refused_and_printed_only_if_it_is_short()
    {
        await using var podio = await StartAsync();
        Assert.Contains("'crn'", Assert.Throws<ArgumentException>(() => podio.Sources.Get("crn")).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", Assert.Throws<ArgumentException>(() => podio.Sources.Get("a\nb")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => podio.Sources.Get(null!));
    }

    [Fact]
    public async Task A_call_has_the_token_of_its_tenant()
    {
        await using var podio = await StartAsync();
        var tenant = new HttpRequestOptionsKey<Grant>("tenant");
        podio.AddClient("tenants").AddPodioTokenBy((provider, request) =>
        {
            var sources = provider.GetRequiredService<PodioTokenSources>();
            return request.Options.TryGetValue(tenant, out var grant) && grant is not null ? sources.Unattended(grant) : sources.Get("crm");
        });
        foreach (var (grant, app) in new[] { (Other, OtherApp), (null, SamplePodio.AppId), (Other, OtherApp) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "echo");
            request.Options.Set(tenant, grant!);
            using var response = await podio.Client("tenants").SendAsync(request);
            Assert.Contains($"\"id\":{app}", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(2, podio.Exchanges);
    }

    [Fact]
    public async Task The_selector_gets_the_services_of_the_handlers_scope()
    {
        await using var podio = await StartAsync();
        List<Scoped> chosenBy = [];
        podio.Collection.AddScoped<Scoped>();
        podio.AddClient("tenants").AddPodioTokenBy((provider, _) =>
        {
            chosenBy.Add(provider.GetRequiredService<Scoped>());
            return provider.GetRequiredService<PodioTokenSources>().Get("crm");
        });
        await using var services = podio.Collection.BuildServiceProvider(validateScopes: true);
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
    public async Task An_unused_source_is_removed_and_its_login_is_kept()
    {
        await using var podio = await StartAsync(new ScriptedStore()); // One in memory forgets what can start again.
        var tenant = podio.Sources.Unattended(Other);
        var token = (await tenant.GetTokenAsync()).Right();
        Assert.Same(tenant, podio.Sources.Unattended(Other));

        podio.Clock.Advance(TimeSpan.FromMinutes(59));
        _ = podio.Sources.Get("crm");
        Assert.Equal(2, podio.Sources.Registry.Count);
        podio.Clock.Advance(TimeSpan.FromMinutes(15));
        _ = podio.Sources.SignedIn("somebody");
        Assert.Equal(2, podio.Sources.Registry.Count);
        var again = podio.Sources.Unattended(Other);
        Assert.NotSame(tenant, again);
        Assert.Equal(token.AccessToken, (await again.GetTokenAsync()).Right().AccessToken);
        Assert.Equal(1, podio.Exchanges);
    }

    [Fact]
    public async Task A_tenant_who_leaves_is_removed()
    {
        await using var podio = await StartAsync();
        var tenant = podio.Sources.Unattended(Other);
        Assert.True(await podio.Sources.RemoveAsync(Other));
        Assert.False(await podio.Sources.RemoveAsync(Other));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => tenant.GetTokenAsync());
    }

    [Fact]
    public async Task A_tenant_who_leaves_for_good_and_a_person_are_forgotten_by_the_store_as_well()
    {
        await using var podio = await StartAsync();
        var (tenant, person) = (podio.Sources.Unattended(Other), podio.Sources.SignedIn("ann"));
        (await tenant.GetTokenAsync()).Right();
        await podio.SignInAsync("ann");
        Assert.True((await podio.Sources.ForgetAsync(Other)).Right());
        Assert.False((await podio.Sources.ForgetAsync(Other)).Right());
        Assert.True((await podio.Sources.ForgetAsync("ann")).Right());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => tenant.GetTokenAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => person.GetTokenAsync());
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), (await podio.Sources.SignedIn("ann").GetTokenAsync()).Left());
        Assert.Null(podio.Sources.Of(LoginKey.OfLogin(podio.Sources.Endpoint, "another-client", "ann")));
        await Assert.ThrowsAsync<ArgumentException>(() => podio.Sources.ForgetAsync(Grant.RefreshToken("made-up")));
        await Assert.ThrowsAsync<ArgumentException>(() => podio.Sources.ForgetAsync(""));
    }

    [Fact]
    public async Task A_login_may_end_by_itself()
    {
        await using var podio = await StartAsync();
        var end = podio.Clock.GetUtcNow().AddHours(1);
        var token = (await podio.Sources.SignInUntilAsync(end, "once", podio.NewCode(), SamplePodio.RedirectUri)).Right();
        Assert.Equal(token, (await podio.Sources.SignedIn("once").GetTokenAsync()).Right());
        podio.Clock.Advance(TimeSpan.FromHours(1));
        (await podio.Sources.SignedIn("once").GetTokenAsync()).Left();
    }

    [Fact]
    public async Task A_grant_that_cannot_start_again_makes_no_source()
    {
        await using var podio = await StartAsync();
        Assert.Throws<ArgumentException>(() => podio.Sources.Unattended(Grant.RefreshToken("made-up")));
        Assert.Throws<ArgumentException>(() => podio.Sources.Unattended(Grant.Password("", "made-up")));
        Assert.Throws<ArgumentException>(() => podio.Sources.Unattended(null!));
        Assert.Throws<ArgumentException>(() => podio.Sources.SignedIn(""));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task The_container_disposes_them_in_either_way(bool isAsync)
    {
        await using var podio = await StartAsync();
        var (services, sources, source) = (podio.Services, podio.Sources, podio.Sources.Get("crm"));
        if (isAsync)
        {
            await services.DisposeAsync();
        }
        else
        {
            services.Dispose();
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(() => source.GetTokenAsync());
        Assert.Throws<ObjectDisposedException>(() => sources.Get("crm"));
    }

    [Fact]
    public async Task The_builder_changes_the_store_the_options_and_the_exchange_in_order()
    {
        List<string> order = [];
        var store = new InMemoryTokenStore();
        await using var podio = await StartAsync(store);
        podio.Collection.AddPodioOAuth()
            .Configure((_, options) => options with { Endpoint = PodioEndpoint.Default, Observer = _ => order.Add("observer") })
            .Decorate((_, exchange) => Named("inner", exchange))
            .Decorate((_, exchange) => Named("outer", exchange));
        _ = await podio.TokenAsync();
        Assert.Equal(["outer", "inner", "observer"], order);
        Assert.Equal(podio.Address, podio.Sources.Get("crm").Key.Endpoint.Api);
        Assert.NotNull(await store.ReadAsync(podio.Sources.Get("crm").Key.ToString()));

        TokenExchange Named(string name, TokenExchange exchange) => (request, cancellationToken) =>
        {
            order.Add(name);
            return exchange(request, cancellationToken);
        };
    }

    private static async Task<Served> StartAsync(ITokenStore? store = null)
    {
        var podio = await (store is null ? Served.StartAsync() : Served.StartAsync(store));
        podio.Podio.Update(state => state.WithApp(OtherApp, ((AppGrant)Other).AppToken));
        return podio;
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

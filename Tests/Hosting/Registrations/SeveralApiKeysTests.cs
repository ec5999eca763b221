using Microsoft.Extensions.Hosting;

namespace PodioOAuth.Functional.Hosting.Tests.Registrations;

/// <summary>Several API keys in one application, each by its name, beside the one without a name: here the same app under another API key
/// besides.</summary>
public sealed class SeveralApiKeysTests
{
    private static readonly ClientCredentials Hr = new("hr-client", "a-made-up-secret-of-hr");

    private static readonly string[] Clients = [Hr.ClientId, SamplePodio.Client.ClientId];

    [Fact]
    public async Task Each_source_requests_tokens_with_its_own_client()
    {
        await using var podio = await StartAsync();
        podio.AddClient("tenants").AddPodioTokenBy(
            (provider, _) => provider.GetRequiredKeyedService<PodioTokenSources>("hr")
                .Unattended(Grant.Password(SamplePodio.Username, SamplePodio.Password)),
            registration: "hr");
        podio.Services.GetRequiredService<IStartupValidator>().Validate();
        foreach (var name in new[] { "podio", "hr", "tenants" })
        {
            Assert.Equal(200, await podio.CallAsync(name));
        }

        Assert.Equal(
            [
                $"app {SamplePodio.Client.ClientId} 200", // A client with the secret of the other would be rejected.
                $"app {Hr.ClientId} 200",
                $"password {Hr.ClientId} 200",
            ],
            podio.Podio.Requests.Where(request => request.Path == "/oauth/token").Select(request =>
                $"{request.Fields["grant_type"]} {request.Fields["client_id"]} {request.Status}"));
    }

    [Fact]
    public async Task Constructors_take_them_by_the_names_of_registration_and_source()
    {
        await using var podio = await StartAsync();
        var hr = HrOf(podio);
        Assert.NotSame(podio.Sources, hr);
        var source = podio.Services.GetRequiredKeyedService<NamedTokenSource>("hr:CRM");
        Assert.Equal("crm", source.Name);
        Assert.Same(hr.Get("crm"), source.Current);
        Assert.Equal(Hr.ClientId, source.Current.Key.ClientId);
        Assert.Equal(SamplePodio.Client.ClientId, podio.Services.GetRequiredKeyedService<NamedTokenSource>("crm").Current.Key.ClientId);
        Assert.Equal(
            (await source.GetTokenAsync()).Right().AccessToken,
            (await podio.Services.GetRequiredKeyedService<TokenProvider>("hr:crm")(default)).Right().AccessToken);
        Assert.Contains("'hr:crn'", Assert.Throws<ArgumentException>(() => hr.Get("crn")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_may_share_a_store_and_neither_finds_the_others_login()
    {
        await using var podio = await StartAsync();
        var store = new InMemoryTokenStore(podio.Clock);
        podio.Collection.AddPodioOAuth().UseStore(_ => store);
        podio.Collection.AddPodioOAuth("hr").UseStore(_ => store);
        foreach (var sources in new[] { podio.Sources, HrOf(podio) })
        {
            (await sources.Get("crm").GetTokenAsync()).Right();
            await podio.SignInAsync("ann", sources);
        }

        Assert.Equal(4, podio.Exchanges);
        var logins = await store.ListLoginsAsync()
            .OrderBy(login => login.Kind, StringComparer.Ordinal).ThenBy(login => login.ClientId, StringComparer.Ordinal).ToListAsync();
        Assert.Equal(
            [("app", Clients[0]), ("app", Clients[1]), ("login", Clients[0]), ("login", Clients[1])],
            logins.Select(login => (login.Kind, login.ClientId)));

        Assert.True((await HrOf(podio).ForgetAsync("ann")).Right());
        (await podio.Sources.SignedIn("ann").GetTokenAsync()).Right();
        (await HrOf(podio).SignedIn("ann").GetTokenAsync()).Left();
        Assert.Equal(4, podio.Exchanges);
    }

    [Fact]
    public async Task Each_has_its_own_decorations_and_settings()
    {
        await using var podio = await StartAsync();
        List<string> asked = [];
        podio.Collection.AddPodioOAuth().Decorate((_, exchange) => Told("the one without a name", exchange));
        podio.Collection.AddPodioOAuth("hr").Decorate((_, exchange) => Told("hr", exchange));
        podio.Collection.AddHttpClient("PodioOAuth.Functional:hr", _ => asked.Add("the client of hr"));
        _ = await podio.TokenAsync();
        (await HrOf(podio).Get("crm").GetTokenAsync()).Right();
        Assert.Equal(["the one without a name", "hr", "the client of hr"], asked);

        podio.Change("Hr:Sources:late:Login", "somebody");
        Assert.NotNull(HrOf(podio).GetSignedIn("late"));
        Assert.Throws<ArgumentException>(() => podio.Sources.Get("late"));

        podio.Change("Hr:ClientSecret", "");
        podio.Change("Podio:ClientSecret", "");
        Assert.Equal(["hr", "Podio"], podio.Log.Values(20, "Registration"));

        TokenExchange Told(string name, TokenExchange exchange) => (request, cancellationToken) =>
        {
            asked.Add(name);
            return exchange(request, cancellationToken);
        };
    }

    [Fact]
    public async Task Health_checks_logs_and_measurements_name_the_registration()
    {
        await using var podio = await StartAsync();
        podio.Collection.AddHealthChecks().AddPodioTokenCheck("crm").AddPodioTokenCheck("crm", registration: "hr");
        using var meters = podio.Meters();
        var report = await podio.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(["podio-crm", "podio-hr:crm"], report.Entries.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Equal(
            [$"app {SamplePodio.AppId}", $"app {SamplePodio.AppId} of hr"],
            podio.Log.Values(1, "Login").Order(StringComparer.Ordinal));
        meters.Observe();
        Assert.Equal(
            [
                "podio.oauth.renewals {renewal} podio.oauth.cause=start podio.oauth.login.kind=app podio.oauth.outcome=renewed",
                "podio.oauth.renewals {renewal} podio.oauth.cause=start podio.oauth.login.kind=app podio.oauth.outcome=renewed "
                    + "podio.oauth.registration=hr",
                "podio.oauth.request.duration s podio.oauth.grant_type=app podio.oauth.registration=hr server.address=127.0.0.1",
                "podio.oauth.request.duration s podio.oauth.grant_type=app server.address=127.0.0.1",
                "podio.oauth.token.remaining_lifetime s podio.oauth.registration=hr podio.oauth.source=crm",
                "podio.oauth.token.remaining_lifetime s podio.oauth.source=crm",
            ],
            meters.All.Select(measured => measured.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_keeps_its_own_logins_alive()
    {
        await using var podio = await StartAsync();
        var store = new InMemoryTokenStore(podio.Clock);
        podio.Collection.AddPodioOAuth().UseStore(_ => store).KeepAlive();
        podio.Collection.AddPodioOAuth("hr").UseStore(_ => store).KeepAlive().KeepAlive(renewAfter: TimeSpan.FromDays(7));
        await podio.SignInAsync("ann");
        await podio.SignInAsync("ann", HrOf(podio));
        var keepers = podio.Services.GetServices<IHostedService>().OfType<KeepAliveService>().ToList();
        Assert.Equal(2, keepers.Count);
        podio.Clock.Advance(TimeSpan.FromDays(7));
        foreach (var keeper in keepers)
        {
            await keeper.LookAsync(default);
        }

        Assert.Equal(Hr.ClientId, podio.Podio.Requests[^1].Fields["client_id"]);
        Assert.Equal(3, podio.Exchanges);
    }

    [Theory]
    [InlineData("hrr", "AddPodioOAuth(\"hrr\", …) is missing")]
    [InlineData(null, "AddPodioOAuth(…) is missing")]
    [InlineData("hr", "Sources:crn: is used but not configured")]
    public void What_is_used_but_not_registered_is_reported_at_startup(string? registration, string expected)
    {
        foreach (var ask in new Action<IServiceCollection>[]
        {
            services => services.AddHttpClient("podio").AddPodioToken("crn", registration: registration),
            services => services.AddHealthChecks().AddPodioTokenCheck("crn", registration: registration),
        })
        {
            var services = new ServiceCollection();
            ask(services);
            _ = registration is null ? null : services.AddPodioOAuth(
                "hr", options => (options.ClientId, options.ClientSecret) = (Hr.ClientId, Hr.ClientSecret.Reveal()));
            Assert.Contains(expected, FailureOf(services), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Ambiguous_names_are_refused()
    {
        var services = new ServiceCollection();
        Assert.Throws<ArgumentException>(() => services.AddPodioOAuth("hr:crm"));
        Assert.Throws<ArgumentNullException>(() => services.AddPodioOAuth((string)null!));
        services.AddPodioOAuth("", options =>
        {
            (options.ClientId, options.ClientSecret) = ("client", "a-made-up-secret");
            options.Sources["hr:crm"] = new PodioSourceOptions { Login = "somebody" };
        });
        Assert.Contains("must not contain a colon", FailureOf(services), StringComparison.Ordinal);
    }

    private static string FailureOf(ServiceCollection services)
    {
        using var provider = services.BuildServiceProvider();
        return Assert.Single(Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IStartupValidator>().Validate).Failures);
    }

    private static PodioTokenSources HrOf(Served podio) => podio.Services.GetRequiredKeyedService<PodioTokenSources>("hr");

    private static async Task<Served> StartAsync()
    {
        var podio = await Served.StartAsync();
        podio.Podio.Update(state => state.WithClient(Hr));
        foreach (var key in new[] { "ApiBase", "Sources:crm:AppId", "Sources:crm:AppToken" })
        {
            podio.Configuration[$"Hr:{key}"] = podio.Configuration[$"Podio:{key}"];
        }

        (podio.Configuration["Hr:ClientId"], podio.Configuration["Hr:ClientSecret"]) = (Hr.ClientId, Hr.ClientSecret.Reveal());
        podio.Collection.AddPodioOAuth("hr", podio.Configuration.GetSection("Hr"));
        podio.AddClient("hr").AddPodioToken("crm", registration: "hr");
        return podio;
    }
}

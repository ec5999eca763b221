using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Hosting.Tests.Registrations;

/// <summary>Several API keys in one application, each by its name, beside the one without a name.</summary>
public sealed class SeveralApiKeysTests
{
    private static readonly ClientCredentials Hr = new("hr-client", "a-made-up-secret-of-hr");

    private static readonly string[] Clients = [Hr.ClientId, SamplePodio.Client.ClientId];

    [Fact]
    public async Task Each_source_is_asked_for_with_its_own_client()
    {
        await using var podio = await StartAsync();
        var collection = Services(podio);
        collection.AddHttpClient("tenants", client => client.BaseAddress = podio.Address).AddPodioTokenBy(
            (provider, _) => provider.GetRequiredKeyedService<PodioTokenSources>("hr")
                .Unattended(Grant.Password(SamplePodio.Username, SamplePodio.Password)),
            registration: "hr");
        await using var services = collection.BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        foreach (var name in new[] { "podio", "hr", "tenants" })
        {
            using var response = await services.Client(name).GetAsync("echo");
            Assert.True(response.IsSuccessStatusCode);
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
        await using var services = Services(podio).BuildServiceProvider();
        var hr = services.GetRequiredKeyedService<PodioTokenSources>("hr");
        Assert.NotSame(services.GetRequiredService<PodioTokenSources>(), hr);
        var source = services.GetRequiredKeyedService<NamedTokenSource>("hr:CRM");
        Assert.Equal("crm", source.Name);
        Assert.Same(hr.Get("crm"), source.Current);
        Assert.Equal(Hr.ClientId, source.Current.Key.ClientId);
        Assert.Equal(SamplePodio.Client.ClientId, services.GetRequiredKeyedService<NamedTokenSource>("crm").Current.Key.ClientId);
        Assert.Equal(
            (await source.GetTokenAsync()).Right().AccessToken,
            (await services.GetRequiredKeyedService<TokenProvider>("hr:crm")(default)).Right().AccessToken);
        Assert.Contains("'hr:crn'", Assert.Throws<ArgumentException>(() => hr.Get("crn")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_may_share_a_store_and_neither_finds_the_others_login()
    {
        await using var podio = await StartAsync();
        var store = new InMemoryTokenStore(podio.Clock);
        var collection = Services(podio);
        collection.AddPodioOAuth().UseStore(_ => store);
        collection.AddPodioOAuth("hr").UseStore(_ => store);
        await using var services = collection.BuildServiceProvider();
        var both = new[] { services.GetRequiredService<PodioTokenSources>(), services.GetRequiredKeyedService<PodioTokenSources>("hr") };
        foreach (var sources in both)
        {
            _ = (await sources.Get("crm").GetTokenAsync()).Right();
            _ = (await sources.SignedIn("ann").SignInAsync(podio.NewCodeOf(Own(sources)), SamplePodio.RedirectUri)).Right();
        }

        Assert.Equal(4, podio.Exchanges);
        var logins = await store.ListLoginsAsync().ToListAsync();
        Assert.Equal(["app", "app", "login", "login"], logins.Select(login => login.Kind).Order(StringComparer.Ordinal));
        Assert.Equal(
            [.. Clients, .. Clients],
            logins.OrderBy(login => login.Kind, StringComparer.Ordinal).ThenBy(login => login.ClientId, StringComparer.Ordinal)
                .Select(login => login.ClientId));

        Assert.True((await both[1].ForgetAsync("ann")).Match(Right: was => was, Left: _ => false));
        _ = (await both[0].SignedIn("ann").GetTokenAsync()).Right();
        Assert.True((await both[1].SignedIn("ann").GetTokenAsync()).IsLeft);
        Assert.Equal(4, podio.Exchanges);
    }

    [Fact]
    public async Task Each_has_its_own_decorations_and_settings()
    {
        await using var podio = await StartAsync();
        List<string> asked = [];
        var configuration = Served.Configuration(Settings(podio));
        var collection = Services(podio, configuration);
        collection.AddPodioOAuth().Decorate((_, exchange) => Told("the one without a name", exchange));
        collection.AddPodioOAuth("hr").Decorate((_, exchange) => Told("hr", exchange));
        await using var services = collection.BuildServiceProvider();
        var hr = services.GetRequiredKeyedService<PodioTokenSources>("hr");
        _ = (await services.GetRequiredService<PodioTokenSources>().Get("crm").GetTokenAsync()).Right();
        _ = (await hr.Get("crm").GetTokenAsync()).Right();
        Assert.Equal(["the one without a name", "hr"], asked);

        configuration["Hr:Sources:late:Login"] = "somebody";
        configuration.Reload();
        Assert.NotNull(hr.GetSignedIn("late"));
        Assert.Throws<ArgumentException>(() => services.GetRequiredService<PodioTokenSources>().Get("late"));

        TokenExchange Told(string name, TokenExchange exchange) => (request, cancellationToken) =>
        {
            asked.Add(name);
            return exchange(request, cancellationToken);
        };
    }

    [Fact]
    public async Task Health_logs_and_measurements_say_whose_it_is()
    {
        await using var podio = await StartAsync();
        using var log = new LogBook();
        var collection = Services(podio);
        collection.AddLogging(logging => logging.AddProvider(log));
        collection.AddHealthChecks().AddPodioTokenCheck("crm").AddPodioTokenCheck("crm", registration: "hr");
        await using var services = collection.BuildServiceProvider();
        using var meters = new Meters(services.GetRequiredService<IMeterFactory>());
        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(["podio-crm", "podio-hr:crm"], report.Entries.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Contains(
            log.Entries,
            entry => entry.Event == 1 && entry.Text.Contains($"app {SamplePodio.AppId} of hr", StringComparison.Ordinal));
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
        var collection = Services(podio);
        collection.AddPodioOAuth().UseStore(_ => store).KeepAlive();
        collection.AddPodioOAuth("hr").UseStore(_ => store).KeepAlive().KeepAlive(renewAfter: TimeSpan.FromDays(7));
        await using var services = collection.BuildServiceProvider();
        var both = new[] { services.GetRequiredService<PodioTokenSources>(), services.GetRequiredKeyedService<PodioTokenSources>("hr") };
        foreach (var sources in both)
        {
            _ = (await sources.SignedIn("ann").SignInAsync(podio.NewCodeOf(Own(sources)), SamplePodio.RedirectUri)).Right();
        }

        var keepers = services.GetServices<IHostedService>().OfType<KeepAliveService>().ToList();
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
    [InlineData("hr", "Sources:crn: is asked for, and not configured")]
    public void What_is_asked_for_and_not_registered_is_told_at_start(string? registration, string expected)
    {
        foreach (var ask in new Action<IServiceCollection>[]
        {
            services => services.AddHttpClient("podio").AddPodioToken("crn", registration: registration),
            services => services.AddHealthChecks().AddPodioTokenCheck("crn", registration: registration),
        })
        {
            var services = new ServiceCollection();
            services.AddPodioOAuth("hr", options => (options.ClientId, options.ClientSecret) = (Hr.ClientId, Hr.ClientSecret.Reveal()));
            ask(services);
            using var provider = services.BuildServiceProvider();
            var exception = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IStartupValidator>().Validate);
            Assert.Contains(expected, Assert.Single(exception.Failures), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Names_that_could_be_taken_for_two_are_refused()
    {
        var services = new ServiceCollection();
        Assert.Throws<ArgumentException>(() => services.AddPodioOAuth("hr:crm"));
        Assert.Throws<ArgumentNullException>(() => services.AddPodioOAuth((string)null!));
        services.AddPodioOAuth("", options =>
        {
            (options.ClientId, options.ClientSecret) = ("client", "a-made-up-secret");
            options.Sources["hr:crm"] = new PodioSourceOptions { Login = "somebody" };
        });
        using var provider = services.BuildServiceProvider();
        var exception = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IStartupValidator>().Validate);
        Assert.Contains("must not contain a colon", Assert.Single(exception.Failures), StringComparison.Ordinal);
    }

    private static async Task<Served> StartAsync()
    {
        var podio = await Served.StartAsync();
        podio.Podio.Update(state => state.WithClient(Hr));
        return podio;
    }

    private static ClientCredentials Own(PodioTokenSources sources) => sources.Registration.IsNamed ? Hr : SamplePodio.Client;

    private static Dictionary<string, string?> Settings(Served podio)
    {
        var settings = podio.Settings();
        foreach (var (key, value) in settings.Where(setting => !setting.Key.Contains("jane", StringComparison.Ordinal)).ToList())
        {
            settings[key.Replace("Podio:", "Hr:", StringComparison.Ordinal)] = value;
        }

        settings["Hr:ClientId"] = Hr.ClientId;
        settings["Hr:ClientSecret"] = Hr.ClientSecret.Reveal();
        return settings;
    }

    /// <summary>The application of <see cref="Served.Services"/>, with the same app under another API key besides.</summary>
    private static ServiceCollection Services(Served podio, IConfiguration? configuration = null)
    {
        configuration ??= Served.Configuration(Settings(podio));
        var services = podio.Services(configuration);
        services.AddPodioOAuth("hr", configuration.GetSection("Hr"));
        services.AddHttpClient("hr", client => client.BaseAddress = podio.Address).AddPodioToken("crm", registration: "hr");
        return services;
    }
}

namespace PodioOAuth.Functional.Hosting.Tests;

/// <summary>A Podio on a loopback port, with a clock that the test moves, and an application that uses it: with two sources, <c>crm</c>,
/// the app, and <c>jane</c>, the user, and a client of each, <c>podio</c> and <c>jane</c>. It is built when it is first used; until then a
/// test may change what it is built from.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly LocalPodio _server;
    private readonly Lazy<ServiceProvider> _services;

    private Served(FakeTimeProvider clock, InMemoryPodio podio, LocalPodio server)
    {
        (Clock, Podio, _server) = (clock, podio, server);
        Configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings()).Build();
        Collection = NewCollection(Configuration);
        Collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        _services = new(() => Collection.BuildServiceProvider());
    }

    internal FakeTimeProvider Clock { get; }

    internal InMemoryPodio Podio { get; }

    internal IConfigurationRoot Configuration { get; }

    internal ServiceCollection Collection { get; }

    internal LogBook Log { get; } = new();

    internal ServiceProvider Services => _services.Value;

    internal PodioTokenSources Sources => Services.GetRequiredService<PodioTokenSources>();

    internal Uri Address => _server.Address;

    internal Uri Echo => new(Address, "echo");

    /// <summary>How often the token endpoint was asked.</summary>
    internal int Exchanges => CallsOf("/oauth/token");

    internal static async Task<Served> StartAsync(FakeTimeProvider? clock = null)
    {
        clock ??= new FakeTimeProvider(TokenBench.Start);
        var podio = new InMemoryPodio(SamplePodio.State(TokenBench.Start), clock);
        podio.Update(state => state.WithSettings(state.Settings with { UserCallLimit = null }));
        return new Served(clock, podio, await LocalPodio.StartAsync(podio));
    }

    /// <summary>One whose logins are in this store.</summary>
    internal static async Task<Served> StartAsync(ITokenStore store)
    {
        var podio = await StartAsync();
        podio.Collection.AddPodioOAuth().UseStore(_ => store);
        return podio;
    }

    /// <summary>Adds a client of Podio's API to the application.</summary>
    internal IHttpClientBuilder AddClient(string name) => Collection.AddHttpClient(name, client => client.BaseAddress = Address);

    internal HttpClient Client(string name = "podio") => Services.Client(name);

    /// <summary>Calls Podio's API.</summary>
    /// <returns>The status of the reply.</returns>
    internal async Task<int> CallAsync(string client = "podio")
    {
        using var response = await Client(client).GetAsync(Echo);
        return (int)response.StatusCode;
    }

    /// <summary>Calls Podio's API where there is no token.</summary>
    internal Task<TokenUnavailableException> CallInVainAsync(string client = "podio") =>
        Assert.ThrowsAsync<TokenUnavailableException>(() => CallAsync(client));

    internal async Task<Token> TokenAsync(string source = "crm") => (await Sources.Get(source).GetTokenAsync()).Right();

    internal async Task<Token> SignInAsync(string name, PodioTokenSources? sources = null)
    {
        var source = (sources ?? Sources).SignedIn(name);
        return (await source.SignInAsync(NewCode(source.Key.ClientId), SamplePodio.RedirectUri)).Right();
    }

    /// <summary>An authorization code of the sample user.</summary>
    internal Secret NewCode(string? clientId = null) =>
        Podio.IssueCode(clientId ?? SamplePodio.Client.ClientId, SamplePodio.UserId, SamplePodio.RedirectUri);

    internal int CallsOf(string path) => Podio.Requests.Count(request => request.Path == path);

    internal void Arm(Fault fault, string path = "/oauth/token", int times = 1) => Podio.Update(state => state.Arm(fault, path, times));

    /// <summary>Changes a setting of the application while it runs.</summary>
    internal void Change(string key, string? value)
    {
        Configuration[key] = value;
        Configuration.Reload();
    }

    internal Meters Meters() => new(Services.GetRequiredService<IMeterFactory>());

    /// <summary>The services of another application on the same Podio.</summary>
    internal ServiceCollection NewCollection(IConfiguration? configuration = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddPodioOAuth((configuration ?? Configuration).GetSection("Podio"));
        services.AddHttpClient("podio", client => client.BaseAddress = Address).AddPodioToken("crm");
        services.AddHttpClient("jane", client => client.BaseAddress = Address).AddPodioToken("jane");
        return services;
    }

    internal static IConfigurationRoot ConfigurationOf(IEnumerable<KeyValuePair<string, string?>> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build();

    public async ValueTask DisposeAsync()
    {
        if (_services.IsValueCreated)
        {
            await Services.DisposeAsync();
        }

        await _server.DisposeAsync();
    }

    private Dictionary<string, string?> Settings() => new()
    {
        ["Podio:ClientId"] = SamplePodio.Client.ClientId,
        ["Podio:ClientSecret"] = SamplePodio.Client.ClientSecret.Reveal(),
        ["Podio:ApiBase"] = Address.AbsoluteUri,
        ["Podio:Sources:crm:AppId"] = SamplePodio.AppId.ToString(CultureInfo.InvariantCulture),
        ["Podio:Sources:crm:AppToken"] = SamplePodio.AppToken.Reveal(),
        ["Podio:Sources:jane:Username"] = SamplePodio.Username,
        ["Podio:Sources:jane:Password"] = SamplePodio.Password.Reveal(),
    };
}

internal static class ServedExtensions
{
    /// <summary>The application's client.</summary>
    internal static HttpClient Client(this IServiceProvider services, string name = "podio") =>
        services.GetRequiredService<IHttpClientFactory>().CreateClient(name);
}

using Flurl.Http;
using Microsoft.Extensions.DependencyInjection;
using PodioOAuth.Functional.Serving;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Soak;

/// <summary>What exists for the whole run: a Podio on a loopback port, the clients of both transports, persons in a registry over a file
/// store, and an application with a hosted handler for its tenants.</summary>
internal sealed class World : IAsyncDisposable
{
    internal const int Tenants = 8;

    // Longer than a jump of the clock, so that a jump ends neither a code in transit nor the wait for a lock.
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("podio-soak-").FullName;
    private readonly LocalPodio _server;
    private readonly HttpClient _client = HttpClientTransport.CreateClient();
    private readonly FlurlClient _flurl = new(new HttpClient(HttpClientTransport.CreateHandler()));
    private readonly ServiceProvider _services;
    private readonly List<HttpResponseMessage?> _kept = [];

    private World(JumpingClock clock, InMemoryPodio podio, LocalPodio server, SoakOptions options)
    {
        (Clock, Podio, _server, Options) = (clock, podio, server, options);
        Transports = [HttpClientTransport.Create(_client, server.Endpoint), FlurlTransport.Create(_flurl, server.Endpoint)];
        var sources = new TokenSourceOptions
        {
            Store = new FileTokenStore(Path.Combine(_folder, "persons"), clock),
            Endpoint = server.Endpoint,
            TimeProvider = clock,
            LockTimeout = Patience,
        };
        Registry = new TokenSourceRegistry(
            Transports[0].ToTokenExchange(),
            sources,
            idleTimeout: options.Leak == SeededLeak.Sources ? null : TimeSpan.FromHours(4));
        _services = Services();
    }

    internal JumpingClock Clock { get; }

    internal InMemoryPodio Podio { get; }

    internal SoakOptions Options { get; }

    internal IReadOnlyList<Transport> Transports { get; }

    internal TokenSourceRegistry Registry { get; }

    internal static HttpRequestOptionsKey<long> Tenant { get; } = new("tenant");

    /// <summary>Returns a client as an application gets one for each call.</summary>
    internal HttpClient Api => _services.GetRequiredService<IHttpClientFactory>().CreateClient("api");

    internal int Port => _server.Address.Port;

    internal int StoredFiles => Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Count();

    internal static async Task<World> StartAsync(SoakOptions options)
    {
        var clock = new JumpingClock();
        var podio = new InMemoryPodio(StateAt(clock.GetUtcNow()), clock);
        return new World(clock, podio, await LocalPodio.StartAsync(podio), options);
    }

    internal static Grant GrantOf(long tenant) => Grant.App(tenant, $"token-of-{tenant}");

    internal Secret NewCode() => Podio.IssueCode(SamplePodio.Client.ClientId, SamplePodio.UserId, SamplePodio.RedirectUri);

    internal void Keep(HttpResponseMessage? response)
    {
        lock (_kept)
        {
            _kept.Add(response);
        }
    }

    /// <summary>Lets a month pass, which ends every token and makes every source idle. Podio forgets all that it issued, because the
    /// in-memory Podio keeps what has expired, and would grow.</summary>
    internal void EndRound()
    {
        Clock.Jump(TimeSpan.FromDays(30));
        Podio.Update(_ => StateAt(Clock.GetUtcNow()));
    }

    public async ValueTask DisposeAsync()
    {
        await Registry.DisposeAsync();
        await _services.DisposeAsync();
        _kept.ForEach(response => response?.Dispose());
        _client.Dispose();
        _flurl.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static PodioState StateAt(DateTimeOffset now)
    {
        var state = SamplePodio.State(now);
        return Enumerable.Range(1, Tenants).Aggregate(
            state.WithSettings(state.Settings with { UserCallLimit = null, CodeLifetime = Patience }),
            (with, tenant) => with.WithApp(tenant, $"token-of-{tenant}"));
    }

    private ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddPodioOAuth(options =>
        {
            options.ClientId = SamplePodio.Client.ClientId;
            options.ClientSecret = SamplePodio.Client.ClientSecret.Reveal();
            options.ApiBase = _server.Address.AbsoluteUri;
        })
            .UseStore(_ => new FileTokenStore(Path.Combine(_folder, "tenants"), Clock))
            .Configure((_, sources) => sources with { LockTimeout = Patience });
        services.AddHttpClient("api", client => client.BaseAddress = _server.Address)
            .SetHandlerLifetime(TimeSpan.FromSeconds(20))
            .AddPodioTokenBy((provider, request) => provider.GetRequiredService<PodioTokenSources>()
                .Unattended(GrantOf(request.Options.TryGetValue(Tenant, out var tenant) ? tenant : 1)));
        return services.BuildServiceProvider();
    }
}

/// <summary>The system's clock plus an offset. Timers run in real time: those due within hours never fire, but have to be
/// released.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _ahead));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Interlocked.Read(ref _ahead);

    internal void Jump(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}

namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>A Podio on a port, with rotating refresh tokens, and a folder for a store: what processes share.</summary>
internal sealed class World : IAsyncDisposable
{
    internal static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "podio-renewal-process.dll");

    // Logins begin here, and have expired when the processes, which have the system's clock, come to use them.
    private static readonly TimeSpan Ago = TimeSpan.FromHours(9);

    private readonly TemporaryFolder _folder = new();
    private readonly LocalPodio _server;

    private World(InMemoryPodio podio, LocalPodio server) => (Podio, _server) = (podio, server);

    internal InMemoryPodio Podio { get; }

    internal FileTokenStore Store => new(_folder.Path);

    /// <summary>A world in which a login, of <c>app</c> or <c>person</c>, is stored and has expired; or in which none is.</summary>
    internal static async Task<World> CreateAsync(string? expired = null)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow - Ago);
        var podio = new InMemoryPodio(SamplePodio.State(clock.GetUtcNow()), clock);
        var world = new World(podio, await LocalPodio.StartAsync(podio));
        if (expired is not null)
        {
            await podio.BeginAsync(expired, world.Store, clock);
        }

        clock.Advance(Ago);
        podio.ForgetRequests();
        return world;
    }

    /// <summary>Starts a process with one source over the store.</summary>
    internal Task<JournalProcess> StartAsync(string login, int killAt = 0) =>
        JournalProcess.StartAsync(Assembly, _folder.Path, _server.Address.AbsoluteUri, login, $"{killAt}");

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}

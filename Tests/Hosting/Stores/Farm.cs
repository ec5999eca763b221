using LanguageExt;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>A Podio on a port, with rotating refresh tokens, and a part of a Redis for a store: what the processes of a farm
/// share.</summary>
internal sealed class Farm : IAsyncDisposable
{
    // Logins begin here, and have expired when the processes, which have the system's clock, come to use them.
    private static readonly TimeSpan Ago = TimeSpan.FromHours(9);

    private readonly string _redis;
    private readonly string _prefix;
    private readonly LocalPodio _server;
    private readonly SharedRedis _shared;

    private Farm(string redis, string prefix, SharedRedis shared, InMemoryPodio podio, LocalPodio server) =>
        (_redis, _prefix, _shared, Podio, _server) = (redis, prefix, shared, podio, server);

    internal InMemoryPodio Podio { get; }

    /// <summary>A farm in which a login, of <c>app</c> or <c>person</c>, is stored and has expired; or in which none is.</summary>
    internal static async Task<Farm> CreateAsync(string redis, string? expired = null)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow - Ago);
        var podio = new InMemoryPodio(SamplePodio.State(clock.GetUtcNow()), clock);
        var prefix = $"{Guid.NewGuid():N}:";
        var shared = await SharedRedis.ConnectAsync(redis, prefix);
        var farm = new Farm(redis, prefix, shared, podio, await LocalPodio.StartAsync(podio));
        if (expired is not null)
        {
            await podio.BeginAsync(expired, shared.Store, clock);
        }

        clock.Advance(Ago);
        podio.ForgetRequests();
        return farm;
    }

    /// <summary>The lease of the lock of <c>person</c> is over soon, as if its holder had not extended it for long.</summary>
    internal async Task LetLeaseRunOutAsync(TimeSpan left)
    {
        var key = LoginKey.OfLogin(PodioEndpoint.Default, SamplePodio.Client.ClientId, "jane");
        Assert.True(await _shared.Database.KeyExpireAsync($"lock/{key}", left));
    }

    /// <summary>Starts a process with one source over the store.</summary>
    internal Task<JournalProcess> StartAsync(string login, int killAt = 0, int waitAt = 0) => JournalProcess.StartAsync(
        Checkout.Built("Tests/Hosting.Process", "podio-hosting-process.dll"),
        _redis, _prefix, _server.Address.AbsoluteUri, login, $"{killAt}", $"{waitAt}");

    /// <summary>Asks a source of this process, which is another than all that were started.</summary>
    internal Task<Either<TokenSourceError, Token>> GetAsync(string login) => Podio.AskAsync(login, _shared.Store);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _shared.DisposeAsync();
    }
}

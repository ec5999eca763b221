using LanguageExt;
using Microsoft.Extensions.Time.Testing;
using PodioOAuth.Functional.HostingProcess;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>A Podio on a port, with rotating refresh tokens, and a part of a Redis for a store: what the processes of a farm
/// share.</summary>
internal sealed class Farm : IAsyncDisposable
{
    // Logins begin here, and have expired when the processes, which have the system's clock, come to use them.
    private static readonly TimeSpan Ago = TimeSpan.FromHours(9);

    private static readonly TokenRequest App = new(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken));

    private readonly string _redis;
    private readonly string _prefix = $"{Guid.NewGuid():N}:";
    private readonly LocalPodio _server;
    private readonly TokenExchange _exchange;

    private Farm(string redis, SharedRedis shared, InMemoryPodio podio, LocalPodio server)
    {
        (_redis, Shared, Podio, _server) = (redis, shared, podio, server);
        _exchange = podio.Transport.ToTokenExchange();
    }

    internal InMemoryPodio Podio { get; }

    /// <summary>The store as this process has it.</summary>
    internal SharedRedis Shared { get; private set; }

    /// <summary>A farm in which a login, of <c>app</c> or <c>person</c>, is stored and has expired; or in which none is.</summary>
    internal static async Task<Farm> CreateAsync(string redis, string? expired = null)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow - Ago);
        var podio = new InMemoryPodio(SamplePodio.State(clock.GetUtcNow()), clock);
        var farm = new Farm(redis, shared: null!, podio, await LocalPodio.StartAsync(podio));
        farm.Shared = await SharedRedis.ConnectAsync(redis, farm._prefix, lease: TimeSpan.FromSeconds(30));
        if (expired is not null)
        {
            (await farm.GetAsync(expired, clock, expired == "person" ? SamplePodio.Codes[0] : null)).Right();
        }

        clock.Advance(Ago);
        podio.ForgetRequests();
        return farm;
    }

    /// <summary>The lease of the lock of <c>person</c> is over soon, as if its holder had not extended it for long.</summary>
    internal async Task LetLeaseRunOutAsync(TimeSpan left)
    {
        var key = LoginKey.OfLogin(PodioEndpoint.Default, SamplePodio.Client.ClientId, "jane");
        Assert.True(await Shared.Database.KeyExpireAsync($"lock/{key}", left));
    }

    internal Secret NewCode() => Podio.IssueCode(SamplePodio.Client.ClientId, SamplePodio.UserId, SamplePodio.RedirectUri);

    /// <summary>Starts a process with one source over the store, such as one of a farm.</summary>
    /// <param name="login"><c>app</c>, <c>person</c> or <c>code</c>.</param>
    /// <param name="lease">After how long its lock is free when it is gone.</param>
    /// <param name="killAt">The step of its journal at which it kills itself; 0 for none.</param>
    /// <param name="waitAt">The step after which it waits for a line; 0 for none.</param>
    internal Task<JournalProcess> StartAsync(string login, TimeSpan? lease = null, int killAt = 0, int waitAt = 0) =>
        JournalProcess.StartAsync(
            Checkout.Built("Tests/Hosting.Process", "podio-hosting-process.dll"),
            [_redis, _prefix, _server.Address.AbsoluteUri, login,
                $"{(int)(lease ?? TimeSpan.FromSeconds(30)).TotalMilliseconds}", $"{killAt}", $"{waitAt}"]);

    /// <summary>Asks a source of this process, which is another than all that were started.</summary>
    internal Task<Either<TokenSourceError, Token>> GetAsync(string login, Secret? code = null) =>
        GetAsync(login, TimeProvider.System, code);

    private async Task<Either<TokenSourceError, Token>> GetAsync(string login, TimeProvider clock, Secret? code)
    {
        var options = new TokenSourceOptions { Store = Shared.Store, TimeProvider = clock, JitterShare = 0 };
        await using TokenSource source = login == "app"
            ? TokenSource.Unattended(_exchange, App, options)
            : TokenSource.SignedIn(_exchange, SamplePodio.Client, "jane", options: options);
        return source is SignedInTokenSource person && code is not null
            ? await person.SignInAsync(code, SamplePodio.RedirectUri)
            : await source.GetTokenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await Shared.DisposeAsync();
    }
}

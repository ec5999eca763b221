using LanguageExt;
using Microsoft.Extensions.Time.Testing;

namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>A Podio on a port, with rotating refresh tokens, and a folder for a store: what processes share.</summary>
internal sealed class World : IAsyncDisposable
{
    // Logins begin here, and have expired when the processes, which have the system's clock, come to use them.
    private static readonly TimeSpan Ago = TimeSpan.FromHours(9);

    internal static readonly string Program = Path.Combine(AppContext.BaseDirectory, "podio-renewal-process.dll");

    private readonly TemporaryFolder _folder = new();
    private readonly LocalPodio _server;
    private readonly TokenExchange _exchange;

    private World(InMemoryPodio podio, LocalPodio server) =>
        (Podio, _server, _exchange) = (podio, server, podio.Transport.ToTokenExchange());

    internal InMemoryPodio Podio { get; }

    internal string Folder => _folder.Path;

    /// <summary>A world in which a login, of <c>app</c> or <c>person</c>, is stored and has expired; or in which none is.</summary>
    internal static async Task<World> CreateAsync(string? expired = null)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow - Ago);
        var podio = new InMemoryPodio(SamplePodio.State(clock.GetUtcNow()), clock);
        var world = new World(podio, await LocalPodio.StartAsync(podio));
        if (expired is not null)
        {
            (await world.GetAsync(expired, clock, expired == "person" ? SamplePodio.Codes[0] : null)).Right();
        }

        clock.Advance(Ago);
        podio.ForgetRequests();
        return world;
    }

    internal Secret NewCode() => Podio.IssueCode(SamplePodio.Client.ClientId, SamplePodio.UserId, SamplePodio.RedirectUri);

    /// <summary>Starts a process with one source over the store.</summary>
    /// <param name="login"><c>app</c>, <c>person</c> or <c>code</c>.</param>
    /// <param name="killAt">The step of its journal at which it kills itself; 0 for none.</param>
    internal Task<JournalProcess> StartAsync(string login, int killAt = 0) =>
        JournalProcess.StartAsync(Program, Folder, _server.Address.AbsoluteUri, login, $"{killAt}");

    /// <summary>Asks a source of this process, which is another than all that were started.</summary>
    internal Task<Either<TokenSourceError, Token>> GetAsync(string login, Secret? code = null) =>
        GetAsync(login, TimeProvider.System, code);

    private async Task<Either<TokenSourceError, Token>> GetAsync(string login, TimeProvider clock, Secret? code)
    {
        var options = new TokenSourceOptions { Store = new FileTokenStore(Folder), TimeProvider = clock, JitterShare = 0 };
        await using TokenSource source = login == "app"
            ? TokenSource.Unattended(_exchange, Bench.App, options)
            : TokenSource.SignedIn(_exchange, SamplePodio.Client, "jane", options: options);
        return source is SignedInTokenSource person && code is not null
            ? await person.SignInAsync(code, SamplePodio.RedirectUri)
            : await source.GetTokenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}

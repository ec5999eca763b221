using PodioOAuth.Functional.HostingProcess;
using PodioOAuth.Functional.Stores;
using PodioOAuth.Functional.Support;
using PostgresStore;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>A store that renewals are measured with.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="NeedsServer">Whether it waits for a server, which takes seconds to start.</param>
/// <param name="OpenAsync">Opens it, with all that it needs.</param>
internal sealed record MeasuredStore(string Name, bool NeedsServer, Func<Task<OpenStore>> OpenAsync)
{
    internal const string InFiles = "files";

    internal static IReadOnlyList<MeasuredStore> All { get; } =
    [
        new("in memory", NeedsServer: false, () => Task.FromResult(new OpenStore(new InMemoryTokenStore()))),
        new(InFiles, NeedsServer: false, OpenFilesAsync),
        new("distributed, a RESP server that keeps it in memory", NeedsServer: true, OpenRespAsync),
        new("the PostgreSQL example, on a disk", NeedsServer: true, OpenPostgresAsync),
    ];

    private static Task<OpenStore> OpenFilesAsync()
    {
        var folder = new TemporaryFolder();
        return Task.FromResult(new OpenStore(new FileTokenStore(folder.Path), folder));
    }

    private static async Task<OpenStore> OpenRespAsync()
    {
        var server = await RespServer.StartAsync().ConfigureAwait(false);
        var redis = await SharedRedis.ConnectAsync(server.Address, prefix: "ratios/").ConfigureAwait(false);
        return new OpenStore(redis.Store, redis, server);
    }

    private static async Task<OpenStore> OpenPostgresAsync()
    {
        var server = await PostgresServer.StartAsync(isDurable: true).ConfigureAwait(false);
        var store = new PostgresTokenStore(server.ConnectionString);
        await store.CreateTableAsync().ConfigureAwait(false);
        return new OpenStore(store, store, server);
    }
}

/// <summary>An open store.</summary>
internal sealed class OpenStore(ITokenStore store, params object[] parts) : IAsyncDisposable
{
    internal ITokenStore Store => store;

    public async ValueTask DisposeAsync()
    {
        foreach (var part in parts)
        {
            if (part is IAsyncDisposable asynchronous)
            {
                await asynchronous.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                ((IDisposable)part).Dispose();
            }
        }
    }
}

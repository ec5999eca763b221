using Medallion.Threading.Postgres;
using PostgresStore;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>The example's store over a real PostgreSQL, as any other store.</summary>
[Collection(SharedPostgres.Collection)]
public sealed class PostgresContract(SharedPostgres server) : ListableStoreContract, IAsyncLifetime
{
    private PostgresTokenStore? _store;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _store?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    private protected override async Task<ITokenStore> CreateAsync() => _store = await server.CreateStoreAsync();
}

/// <summary>What is particular to it: its locks are sessions of the server, and its lifetimes are the server's.</summary>
[Collection(SharedPostgres.Collection)]
public sealed class PostgresTokenStoreTests(SharedPostgres server)
{
    private static readonly byte[] Entry = "entry"u8.ToArray();
    private static readonly TimeSpan Patience = RunningProcess.Patience;

    [SkippableFact]
    public async Task A_lock_whose_connection_breaks_is_lost_and_another_gets_it()
    {
        await using var store = await server.CreateStoreAsync();
        var held = (await store.LockAsync("a", TimeSpan.Zero))!;
        await BreakAsync(held);
        await using (var next = await store.LockAsync("a", Patience))
        {
            Assert.NotNull(next);
            await held.DisposeAsync(); // Which takes nothing from the next one.
            Assert.Null(await store.LockAsync("a", TimeSpan.Zero));
        }

        await using var last = await store.LockAsync("a", TimeSpan.Zero);
        Assert.NotNull(last);
    }

    [SkippableFact]
    public async Task A_waiter_that_times_out_or_cancels_leaves_no_lock_behind()
    {
        await using var store = await server.CreateStoreAsync();
        await using (await store.LockAsync("a", TimeSpan.Zero))
        {
            Assert.Null(await store.LockAsync("a", TimeSpan.FromMilliseconds(1)));
            using var cancellation = new CancellationTokenSource();
            var waiting = store.LockAsync("a", Patience, cancellation.Token);
            await IsWaitedForAsync();
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        await using var next = await store.LockAsync("a", TimeSpan.Zero);
        Assert.NotNull(next);
        Assert.Equal(1L, await server.ExecuteAsync("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"));
    }

    // Else as many holders as there are connections would wait for one another forever.
    [SkippableFact]
    public async Task The_holder_of_a_lock_reads_and_writes_even_if_no_connection_is_left_for_locks()
    {
        await using var store = await server.CreateStoreAsync("Maximum Pool Size=1");
        await using var held = await store.LockAsync("a", TimeSpan.Zero);
        await store.WriteAsync("a", Entry);
        Assert.Equal(Entry, (await store.ReadAsync("a"))?.ToArray());
    }

    [SkippableFact]
    public async Task An_entry_ends_with_its_lifetime_and_goes_with_the_next_write()
    {
        var connection = await server.CreateSchemaAsync();
        await using var store = new PostgresTokenStore(connection);
        await Task.WhenAll(store.CreateTableAsync(), store.CreateTableAsync(), store.CreateTableAsync());
        var schema = connection[(connection.LastIndexOf('=') + 1)..];
        await store.WriteAsync("a", Entry, TimeSpan.FromDays(30));
        await store.WriteAsync("b", Entry, TimeSpan.FromDays(30));
        await store.WriteAsync("b", Entry); // That is over by now.
        Assert.Equal(["a", "b"], await store.ListAsync().Order().ToListAsync());
        Assert.Equal(30, await server.ExecuteAsync(
            $"SELECT round(extract(epoch FROM max(expires_at) - now()) / 86400)::int FROM {schema}.podio_login"));

        await server.ExecuteAsync($"UPDATE {schema}.podio_login SET expires_at = now() - interval '1 second' WHERE expires_at IS NOT NULL");
        Assert.Null(await store.ReadAsync("a"));
        Assert.Equal(["b"], await store.ListAsync().ToListAsync());
        await store.WriteAsync("c", Entry);
        Assert.Equal(2L, await server.ExecuteAsync($"SELECT count(*) FROM {schema}.podio_login"));
    }

    // What Podio has granted must not be taken back by somebody's transaction.
    [SkippableFact]
    public async Task A_callers_transaction_rolls_nothing_back()
    {
        await using var store = await server.CreateStoreAsync();
        using (new System.Transactions.TransactionScope(System.Transactions.TransactionScopeAsyncFlowOption.Enabled))
        {
            await store.WriteAsync("a", Entry);
        }

        Assert.Equal(Entry, (await store.ReadAsync("a"))?.ToArray());
    }

    [SkippableFact]
    public async Task One_of_two_copies_of_the_example_sends_the_request_and_the_other_finds_its_token()
    {
        var connection = await server.CreateSchemaAsync();
        var podio = new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow));
        await using var local = await LocalPodio.StartAsync(podio);
        var runs = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ =>
            ExampleRun.OfAsync("PostgresStore", "--postgres", connection, "--podio", local.Address.AbsoluteUri)));
        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Output));
        Assert.Single(runs, run => run.Output.StartsWith("Requested from Podio: a token", StringComparison.Ordinal));
        Assert.Single(runs, run => run.Output.StartsWith("Found in PostgreSQL: a token", StringComparison.Ordinal));
        Assert.Single(podio.Requests);
    }

    [Fact]
    public async Task Without_its_arguments_the_example_says_how_to_run_it() =>
        Assert.Equal(2, (await ExampleRun.OfAsync("PostgresStore")).ExitCode);

    // Another way to the same: any distributed cache, and the locks of DistributedLock.Postgres.
    [SkippableFact]
    public async Task A_lost_lock_of_DistributedLock_is_released_without_an_exception()
    {
        var locks = new PostgresDistributedSynchronizationProvider(server.ConnectionString);
        var held = (await locks.LockAsync("lock/a", TimeSpan.Zero))!;
        await BreakAsync(held);
        await held.DisposeAsync();
    }

    private async Task BreakAsync(StoreLock held)
    {
        var lost = new TaskCompletionSource();
        await using var registration = held.Lost.Register(lost.SetResult);
        await server.BreakLocksAsync();
        await lost.Task.WaitAsync(Patience);
    }

    private async Task IsWaitedForAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await server.ExecuteAsync("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") is 0L)
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }
}

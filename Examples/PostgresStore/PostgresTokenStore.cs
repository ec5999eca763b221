using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using PodioOAuth.Functional.Stores;

namespace PostgresStore;

/// <summary>A login store in a PostgreSQL table, with advisory locks of the same database. Copy it and rename the table.</summary>
/// <remarks>A lock belongs to a connection and is lost with it. Those connections have their own pool: a holder of a lock can always
/// read and write.</remarks>
internal sealed class PostgresTokenStore(string connectionString) : IListableTokenStore, IAsyncDisposable
{
    private readonly NpgsqlDataSource _entries = Connect(connectionString);
    private readonly NpgsqlDataSource _locks = Connect(connectionString);

    // The lock is for two programs that create the table at once: without it, one of them would fail.
    public async Task CreateTableAsync(CancellationToken cancellationToken = default)
    {
        await using var command = _entries.CreateCommand(
            """
            SELECT pg_advisory_xact_lock(7305816254411003);
            CREATE TABLE IF NOT EXISTS podio_login (key text PRIMARY KEY, entry bytea NOT NULL, expires_at timestamptz);
            CREATE INDEX IF NOT EXISTS podio_login_expires_at ON podio_login (expires_at) WHERE expires_at IS NOT NULL;
            """);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return AdvisoryLock.TakeAsync(_locks, $"podio-oauth/{key}", timeout, cancellationToken);
    }

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        await using var command = _entries.CreateCommand(
            "SELECT entry FROM podio_login WHERE key = $1 AND (expires_at IS NULL OR expires_at > now())");
        command.Parameters.Add(new() { Value = key });
        return await command.ExecuteScalarAsync(cancellationToken) is byte[] entry ? entry : default(ReadOnlyMemory<byte>?);
    }

    // A write removes entries whose lifetime has ended. It skips rows that another write has locked, so that no two wait for each other.
    public async Task WriteAsync(
        string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        await using var batch = _entries.CreateBatch();
        batch.BatchCommands.Add(new(
            """
            INSERT INTO podio_login (key, entry, expires_at) VALUES ($1, $2, now() + $3)
            ON CONFLICT (key) DO UPDATE SET entry = excluded.entry, expires_at = excluded.expires_at
            """)
        {
            Parameters =
            {
                new() { Value = key },
                new() { Value = value },
                new() { Value = (object?)lifetime ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Interval },
            },
        });
        batch.BatchCommands.Add(new(
            """
            DELETE FROM podio_login WHERE key IN (
                SELECT key FROM podio_login WHERE expires_at <= now() LIMIT 100 FOR UPDATE SKIP LOCKED)
            """));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        await using var command = _entries.CreateCommand("DELETE FROM podio_login WHERE key = $1");
        command.Parameters.Add(new() { Value = key });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async IAsyncEnumerable<string> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var command = _entries.CreateCommand("SELECT key FROM podio_login WHERE expires_at IS NULL OR expires_at > now()");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return reader.GetString(0);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _locks.DisposeAsync();
        await _entries.DisposeAsync();
    }

    // Nothing here joins a caller's transaction: what Podio has granted can't be rolled back.
    private static NpgsqlDataSource Connect(string connectionString) =>
        new NpgsqlDataSourceBuilder(connectionString) { ConnectionStringBuilder = { Enlist = false, KeepAlive = 10 } }.Build();
}

using System.Buffers.Binary;
using System.Data;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using PodioOAuth.Functional.Stores;

namespace PostgresStore;

/// <summary>A PostgreSQL advisory lock, which belongs to a session and ends with it.</summary>
/// <remarks>The connection is monitored while it holds the lock, so that a broken connection is detected. A pooler between the program
/// and PostgreSQL must preserve sessions (in PgBouncer, <c>pool_mode = session</c>).</remarks>
internal static class AdvisoryLock
{
    /// <summary>Waits for a lock. PostgreSQL queues the waiters.</summary>
    public static async Task<StoreLock?> TakeAsync(
        NpgsqlDataSource connections, string name, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var connection = await connections.OpenConnectionAsync(cancellationToken);
        var isHeld = false;
        try
        {
            isHeld = await LockAsync(connection, name, timeout, cancellationToken);
            return isHeld ? Hold(connection) : null;
        }
        finally
        {
            if (!isHeld)
            {
                await ReleaseAsync(connection); // It may have been granted just before the wait was canceled.
            }
        }
    }

    private static async Task<bool> LockAsync(
        NpgsqlConnection connection, string name, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var hash = BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        if (timeout <= TimeSpan.Zero)
        {
            await using var attempt = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection);
            attempt.Parameters.Add(new() { Value = hash });
            return await attempt.ExecuteScalarAsync(cancellationToken) is true;
        }

        var limit = $"{Math.Ceiling(timeout.TotalMilliseconds):F0}";
        await using var wait = new NpgsqlBatch(connection)
        {
            Timeout = (int)Math.Ceiling(timeout.TotalSeconds) + 10, // PostgreSQL enforces the limit; a server may disappear silently.
            BatchCommands =
            {
                new("SELECT set_config('lock_timeout', $1, false)") { Parameters = { new() { Value = limit } } },
                new("SELECT pg_advisory_lock($1)") { Parameters = { new() { Value = hash } } },
            },
        };
        try
        {
            await wait.ExecuteNonQueryAsync(cancellationToken);
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
    }

    private static StoreLock Hold(NpgsqlConnection connection)
    {
        var (lost, released) = (new CancellationTokenSource(), new CancellationTokenSource());
        var watch = WatchAsync(connection, lost, released.Token);
        return new StoreLock(
            async () =>
            {
                await released.CancelAsync();
                await watch;
                await ReleaseAsync(connection);
            },
            lost.Token);
    }

    // Nothing is sent to this session, so the wait ends with the lock, or with the connection.
    private static async Task WatchAsync(NpgsqlConnection connection, CancellationTokenSource lost, CancellationToken released)
    {
        try
        {
            while (true)
            {
                await connection.WaitAsync(released);
            }
        }
        catch (OperationCanceledException) when (released.IsCancellationRequested)
        {
            // It was released.
        }
        catch (NpgsqlException)
        {
            await lost.CancelAsync();
        }
    }

    // A broken connection holds no lock anymore. Any other returns to its pool, and must not take a lock with it.
    private static async Task ReleaseAsync(NpgsqlConnection connection)
    {
        await using (connection)
        {
            if (connection.State == ConnectionState.Open)
            {
                await using var command = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", connection);
                await command.ExecuteNonQueryAsync();
            }
        }
    }
}

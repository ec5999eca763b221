using Npgsql;
using PostgresStore;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>A PostgreSQL.</summary>
public sealed class SharedPostgres() : Shared<PostgresServer>(() => PostgresServer.StartAsync())
{
    /// <summary>The collection of tests that use it.</summary>
    public const string Collection = "PostgreSQL";

    internal string ConnectionString => Server.ConnectionString;

    /// <summary>How to connect to a new schema, in which there is no table yet.</summary>
    internal async Task<string> CreateSchemaAsync()
    {
        var schema = $"test_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE SCHEMA {schema}");
        return $"{ConnectionString};Search Path={schema}";
    }

    /// <summary>A store with a table of its own.</summary>
    internal async Task<PostgresTokenStore> CreateStoreAsync(string settings = "")
    {
        var store = new PostgresTokenStore($"{await CreateSchemaAsync()};{settings}");
        await store.CreateTableAsync();
        return store;
    }

    /// <summary>Ends every session that holds a lock, as the end of the server, or of the network, would.</summary>
    internal async Task BreakLocksAsync() => Assert.NotEqual(0L, await ExecuteAsync(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid <> pg_backend_pid()"));

    internal async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public override Task DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        return base.DisposeAsync();
    }
}

/// <summary>One after the other: some of them break all locks.</summary>
[CollectionDefinition(SharedPostgres.Collection)]
public sealed class SharedPostgresTests : ICollectionFixture<SharedPostgres>;

namespace PodioOAuth.Functional.Stores;

/// <summary>A store of logins: bytes by key, and a lock by key. The content of the bytes is up to the token source.</summary>
/// <remarks>
/// Safe for concurrent use. A store that fails throws (<see cref="IOException"/>, <see cref="UnauthorizedAccessException"/> or what its
/// client throws), and the source returns an error value. An <see cref="OperationCanceledException"/> is such a failure too, unless the
/// token that was passed is canceled.
/// </remarks>
public interface ITokenStore
{
    /// <summary>Waits for the lock on a key. The lock is held while the source reads, sends the request and writes, so all processes that
    /// share the entries must share the locks.</summary>
    /// <param name="key">The key, which need not have an entry.</param>
    /// <param name="timeout">The time to wait, up to <see cref="int.MaxValue"/> milliseconds; zero to try once.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The lock, or null if it wasn't free in time.</returns>
    Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Returns the bytes under a key, or null if there are none.</summary>
    /// <param name="key">The key: printable ASCII without spaces, up to 1,000 characters (<see cref="LoginKey.ToString"/>).</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Writes the bytes under a key, completely or not at all. They are durable when the task completes, as far as the store
    /// guarantees that.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The bytes. They contain secrets.</param>
    /// <param name="lifetime">The time after which the entry is no longer needed and the store may remove it. Null for an entry that stays
    /// until it is removed.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task WriteAsync(string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default);

    /// <summary>Removes the entry under a key. Does nothing if there is none.</summary>
    /// <remarks>To a token source, a missing entry was evicted: a source that still has the login writes it back. To end a login, sign out
    /// or remove it with <see cref="TokenStoreExtensions.ForgetAsync"/>.</remarks>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task RemoveAsync(string key, CancellationToken cancellationToken = default);
}

/// <summary>A store that can list its keys. A distributed cache can't, so not every store implements it.</summary>
public interface IListableTokenStore : ITokenStore
{
    /// <summary>Returns the keys of all entries, in no particular order.</summary>
    /// <remarks>Takes no lock and changes nothing. A key that is written or removed meanwhile may or may not be included. Entries whose
    /// lifetime has ended aren't included. The store doesn't know what an entry contains: the keys include those of signed-out logins and
    /// of cool-downs. To list logins only, use <see cref="TokenStoreListing.ListLoginsAsync"/>.</remarks>
    /// <param name="cancellationToken">Cancels the operation.</param>
    IAsyncEnumerable<string> ListAsync(CancellationToken cancellationToken = default);
}

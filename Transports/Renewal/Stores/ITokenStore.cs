namespace PodioOAuth.Functional.Stores;

/// <summary>Where logins are kept: bytes by key, and a lock by key. What the bytes are is the token source's affair.</summary>
/// <remarks>
/// Safe for concurrent use. A store that fails throws (<see cref="IOException"/>, <see cref="UnauthorizedAccessException"/> or what its
/// client throws), and the source makes an error value of it. An <see cref="OperationCanceledException"/> is such a failure too, unless the
/// token that was passed is canceled.
/// </remarks>
public interface ITokenStore
{
    /// <summary>Waits for the lock on a key. It is held over reading, asking and writing, so everyone who shares the entries has to share
    /// the locks.</summary>
    /// <param name="key">The key. It may be one that has no entry.</param>
    /// <param name="timeout">How long to wait, up to <see cref="int.MaxValue"/> milliseconds; zero to try once.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The lock, or null where it was not free in time.</returns>
    Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>The bytes under a key, or null where there are none.</summary>
    /// <param name="key">The key: printable ASCII without a blank, up to 1,000 characters (<see cref="LoginKey.ToString"/>).</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Writes the bytes under a key: whole or not at all, and durable when the task ends, as far as the store promises.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The bytes. They hold secrets.</param>
    /// <param name="lifetime">After how long the entry is not needed anymore: the store may remove it then. Null for an entry that stays
    /// until it is removed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task WriteAsync(string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default);

    /// <summary>Removes what is under a key. For a key without anything it does nothing.</summary>
    /// <remarks>To a token source a missing entry is one that was evicted: a source that still has the login writes it back. To end a
    /// login, sign out or forget it (<see cref="TokenStoreExtensions.ForgetAsync"/>).</remarks>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task RemoveAsync(string key, CancellationToken cancellationToken = default);
}

/// <summary>A store that knows its keys. A distributed cache does not, so not every store is one.</summary>
public interface IListableTokenStore : ITokenStore
{
    /// <summary>The keys of all entries, in no order.</summary>
    /// <remarks>Takes no lock and changes nothing. A key that is written or removed meanwhile may be among them or not. Entries whose
    /// lifetime is over are not. The store does not know what an entry holds: among the keys are those of logins that were ended and of
    /// cool-downs. For logins alone, use <see cref="TokenStoreListing.ListLoginsAsync"/>.</remarks>
    /// <param name="cancellationToken">Cancels.</param>
    IAsyncEnumerable<string> ListAsync(CancellationToken cancellationToken = default);
}

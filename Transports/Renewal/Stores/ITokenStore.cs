using Medallion.Threading;

namespace PodioOAuth.Functional.Stores;

/// <summary>Where logins are kept: bytes by key, and a lock by key. What the bytes are is the token source's affair.</summary>
/// <remarks>
/// Safe for concurrent use. A store that fails throws (<see cref="IOException"/>, <see cref="UnauthorizedAccessException"/> or what its
/// client throws), and the source makes an error value of it.
/// </remarks>
public interface ITokenStore
{
    /// <summary>Locks by key, held over reading, asking and writing. Everyone who shares the entries has to share the locks.</summary>
    IDistributedLockProvider Locks { get; }

    /// <summary>The bytes under a key, or null where there are none.</summary>
    /// <param name="key">The key: printable ASCII without a blank, up to 1,000 characters (<see cref="LoginKey.ToString"/>).</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Writes the bytes under a key: whole or not at all, and durable when the task ends, as far as the store promises.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The bytes. They hold secrets.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task WriteAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default);

    /// <summary>Removes what is under a key. For a key without anything it does nothing.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task RemoveAsync(string key, CancellationToken cancellationToken = default);
}

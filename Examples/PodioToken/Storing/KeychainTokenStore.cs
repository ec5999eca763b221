using System.Security.Cryptography;
using System.Text;
using Medallion.Threading;
using Microsoft.Identity.Client.Extensions.Msal;
using PodioOAuth.Functional;

namespace PodioToken.Storing;

/// <summary>Logins in the operating system's keychain: an item for each key. Its locks are a file store's, for a keychain has none.</summary>
internal sealed class KeychainTokenStore : ITokenStore
{
    private const string Service = "podio-token";

    private readonly string _folder;

    private KeychainTokenStore(string folder, TimeProvider time) =>
        (_folder, Locks) = (folder, new FileTokenStore(folder, time).Locks);

    public IDistributedLockProvider Locks { get; }

    /// <summary>The keychain, if it keeps what it is given.</summary>
    /// <param name="folder">For locks, and for the files that the keychain of Windows is.</param>
    /// <param name="time">Paces the waits for a lock.</param>
    /// <exception cref="IOException">There is none that works; the message says why.</exception>
    public static KeychainTokenStore Open(string folder, TimeProvider time)
    {
        var store = new KeychainTokenStore(folder, time);
        try
        {
            store.Item("persistence-check").VerifyPersistence(); // Writes, reads and removes something of its own.
            return store;
        }
        catch (Exception exception) when (exception is MsalCachePersistenceException or DllNotFoundException or EntryPointNotFoundException)
        {
            throw new IOException($"There is no keychain that works ({(exception.InnerException ?? exception).GetType().Name}).", exception);
        }
    }

    public Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default) => Task.Run(
        () => Item(key).ReadData() is { Length: > 0 } bytes ? bytes : default(ReadOnlyMemory<byte>?), cancellationToken);

    public Task WriteAsync(string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default) =>
        Task.Run(() => Item(key).WriteData(value.ToArray()), cancellationToken);

    public Task RemoveAsync(string key, CancellationToken cancellationToken = default) =>
        Task.Run(() => Item(key).Clear(ignoreExceptions: false), cancellationToken);

    private Storage Item(string key)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        var properties = new StorageCreationPropertiesBuilder($"{name}.keychain", _folder)
            .WithMacKeyChain(Service, name)
            .WithLinuxKeyring(
                schemaName: "io.github.podio_token.login",
                collection: "default",
                secretLabel: "podio-token",
                attribute1: new KeyValuePair<string, string>("application", Service),
                attribute2: new KeyValuePair<string, string>("key", name))
            .Build();
        return Storage.Create(properties);
    }
}

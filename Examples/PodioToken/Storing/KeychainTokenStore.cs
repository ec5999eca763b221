using System.Security.Cryptography;
using System.Text;
using Microsoft.Identity.Client.Extensions.Msal;
using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;

namespace PodioToken.Storing;

/// <summary>A store in the operating system's keychain, with one item per key. It uses a file store's locks, because a keychain has
/// none.</summary>
internal sealed class KeychainTokenStore : ITokenStore
{
    private const string Service = "podio-token";

    private readonly string _folder;
    private readonly FileTokenStore _locks;

    /// <summary>Creates the store. The keychain isn't accessed before it is used.</summary>
    /// <param name="folder">The folder for locks, and for the keychain files on Windows.</param>
    /// <param name="time">The clock that times waits for a lock.</param>
    public KeychainTokenStore(string folder, TimeProvider time) => (_folder, _locks) = (folder, new FileTokenStore(folder, time));

    public Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _locks.LockAsync(key, timeout, cancellationToken);

    /// <summary>Checks that the keychain works by writing, reading and removing a test item.</summary>
    /// <exception cref="KeychainException">It doesn't work; the message states the reason.</exception>
    public void Check() => Try<object?>(() =>
    {
        Item("persistence-check").VerifyPersistence();
        return null;
    });

    public Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default) => Task.Run(
        () => Try(() => Item(key).ReadData() is { Length: > 0 } bytes ? bytes : default(ReadOnlyMemory<byte>?)), cancellationToken);

    public Task WriteAsync(
        string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default) => Task.Run(
        () => Try<object?>(() =>
        {
            Item(key).WriteData(value.ToArray());
            return null;
        }),
        cancellationToken);

    public Task RemoveAsync(string key, CancellationToken cancellationToken = default) => Task.Run(
        () => Try<object?>(() =>
        {
            Item(key).Clear(ignoreExceptions: false);
            return null;
        }),
        cancellationToken);

    // Each system's keychain fails in its own way. Its message may name anything, its type doesn't.
    private static T Try<T>(Func<T> access)
    {
        try
        {
            return access();
        }
        catch (Exception exception)
        {
            throw new KeychainException(exception is MsalCachePersistenceException { InnerException: { } inner } ? inner : exception);
        }
    }

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

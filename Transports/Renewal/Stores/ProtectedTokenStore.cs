using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>A store whose entries are encrypted with ASP.NET Core's data protection before another store has them.</summary>
/// <remarks>
/// <para>Each entry is protected for its own key, so none can be read in the place of another. An entry in the clear is refused
/// (<see cref="StoreProblem.Foreign"/>), and so is one that was changed or protected with other keys (<see cref="StoreProblem.Torn"/>): it
/// is left as it is. Keys and locks are the other store's, and are not encrypted.</para>
/// <para>Keep the data protection keys apart from the store, and for as long as the logins: without them nobody can read an entry.
/// Safe for concurrent use where the other store and the provider are.</para>
/// </remarks>
public sealed class ProtectedTokenStore : IListableTokenStore
{
    private const string Purpose = "PodioOAuth.Functional.TokenStore";

    private readonly ITokenStore _inner;
    private readonly IDataProtectionProvider _provider;

    /// <summary>Lays encryption over a store.</summary>
    /// <param name="inner">Where the encrypted entries are kept.</param>
    /// <param name="provider">Gives the protectors. Its application name and keys have to be the same for all who share the store.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public ProtectedTokenStore(ITokenStore inner, IDataProtectionProvider provider)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(provider);
        (_inner, _provider) = (inner, provider);
    }

    private static ReadOnlySpan<byte> Head => "podio-oauth-protected/1\n"u8;

    /// <inheritdoc/>
    public Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _inner.LockAsync(key, timeout, cancellationToken);

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default) =>
        await _inner.ReadAsync(key, cancellationToken).ConfigureAwait(false) is { } bytes
            ? Unprotect(key, bytes.Span)
            : default(ReadOnlyMemory<byte>?); // A plain null would become an array, and then an entry without bytes.

    /// <inheritdoc/>
    public Task WriteAsync(
        string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default) =>
        _inner.WriteAsync(key, (byte[])[.. Head, .. ProtectorOf(key).Protect(value.ToArray())], lifetime, cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(string key, CancellationToken cancellationToken = default) => _inner.RemoveAsync(key, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The other store is not an <see cref="IListableTokenStore"/>.</exception>
    public IAsyncEnumerable<string> ListAsync(CancellationToken cancellationToken = default) => _inner is IListableTokenStore listable
        ? listable.ListAsync(cancellationToken)
        : throw new NotSupportedException($"The keys of a {_inner.GetType().Name} cannot be listed.");

    internal bool CanList => _inner.AsListable() is not null;

    private IDataProtector ProtectorOf(string key) => _provider.CreateProtector([Purpose, key]);

    private byte[] Unprotect(string key, ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Head))
        {
            throw Head.StartsWith(bytes)
                ? new StoreException(StoreProblem.Torn, "the protected entry ends early")
                : new StoreException(StoreProblem.Foreign, "the entry is not protected, or by a later version");
        }

        try
        {
            return ProtectorOf(key).Unprotect(bytes[Head.Length..].ToArray());
        }
        catch (CryptographicException exception)
        {
            throw new StoreException(
                StoreProblem.Torn,
                "the entry cannot be decrypted: it was changed, or protected with other keys or for another login",
                exception);
        }
    }
}

using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

/// <summary>A store that encrypts entries with ASP.NET Core's data protection before it passes them to another store.</summary>
/// <remarks>
/// <para>Each entry is protected for its own key, so it can't be read in place of another. An unencrypted entry is refused
/// (<see cref="StoreProblem.Foreign"/>), and so is one that was changed or protected with other keys (<see cref="StoreProblem.Torn"/>); it
/// is left unchanged. Keys and locks are those of the other store, and aren't encrypted.</para>
/// <para>Keep the data protection keys apart from the store, and for as long as the logins: without them the entries can't be read. Safe
/// for concurrent use if the other store and the provider are.</para>
/// </remarks>
public sealed class ProtectedTokenStore : IListableTokenStore
{
    private const string Purpose = "PodioOAuth.Functional.TokenStore";

    private readonly ITokenStore _inner;
    private readonly IDataProtectionProvider _provider;

    /// <summary>Creates a store that encrypts the entries of another store.</summary>
    /// <param name="inner">The store for the encrypted entries.</param>
    /// <param name="provider">The data protection provider. Its application name and keys must be the same for all processes that share the
    /// store.</param>
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
    /// <exception cref="NotSupportedException">The other store isn't an <see cref="IListableTokenStore"/>.</exception>
    public IAsyncEnumerable<string> ListAsync(CancellationToken cancellationToken = default) => _inner is IListableTokenStore listable
        ? listable.ListAsync(cancellationToken)
        : throw new NotSupportedException($"The keys of a {_inner.GetType().Name} can't be listed.");

    internal bool CanList => _inner.AsListable() is not null;

    private IDataProtector ProtectorOf(string key) => _provider.CreateProtector([Purpose, key]);

    private byte[] Unprotect(string key, ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Head))
        {
            throw Head.StartsWith(bytes)
                ? new StoreException(StoreProblem.Torn, "the protected entry is truncated")
                : new StoreException(StoreProblem.Foreign, "the entry isn't protected, or was protected by a later version");
        }

        try
        {
            return ProtectorOf(key).Unprotect(bytes[Head.Length..].ToArray());
        }
        catch (CryptographicException exception)
        {
            throw new StoreException(
                StoreProblem.Torn,
                "the entry can't be decrypted: it was changed, or protected with other keys or for another login",
                exception);
        }
    }
}

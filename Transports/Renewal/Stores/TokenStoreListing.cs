using System.Runtime.CompilerServices;

namespace PodioOAuth.Functional.Stores;

/// <summary>Lists the logins of a store.</summary>
public static class TokenStoreListing
{
    /// <summary>Returns the keys of the logins in a store, in no particular order.</summary>
    /// <remarks>Reads each entry, takes no lock and changes nothing. A login that was signed out (<see cref="StoredLogin.SignedOutAt"/>)
    /// isn't listed. An entry under a login's key that can't be read is listed: <see cref="TokenStoreExtensions.LookAtAsync"/> returns the
    /// reason, and <see cref="TokenStoreExtensions.ForgetAsync"/> removes it. Exceptions of the store are passed on.</remarks>
    /// <param name="store">The store.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static IAsyncEnumerable<LoginKey> ListLoginsAsync(this IListableTokenStore store, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        return ListAsync(store, cancellationToken);
    }

    /// <summary>Returns the store as a listable one, or null.</summary>
    internal static IListableTokenStore? AsListable(this ITokenStore store) =>
        store is ProtectedTokenStore { CanList: false } ? null : store as IListableTokenStore;

    private static async IAsyncEnumerable<LoginKey> ListAsync(
        IListableTokenStore store, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var text in store.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (LoginKey.TryParse(text, out var key) && await HasLoginAsync(store, key, cancellationToken).ConfigureAwait(false))
            {
                yield return key;
            }
        }
    }

    private static async Task<bool> HasLoginAsync(ITokenStore store, LoginKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ReadAsync(key.ToString(), cancellationToken).ConfigureAwait(false) is { } entry
                && StoredLogin.Read(key, entry).Match(Right: stored => stored.Login is not null, Left: _ => true);
        }
        catch (StoreException exception) when (exception.Problem is StoreProblem.Torn or StoreProblem.Foreign)
        {
            return true; // For example, it can't be decrypted, but is still a login.
        }
    }
}

namespace PodioOAuth.Functional.Stores;

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

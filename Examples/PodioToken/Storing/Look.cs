using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;
using PodioToken.Profiles;

namespace PodioToken.Storing;

// Look = TokenSourceError? × Token? × does it want to be renewed × ExpiresAt? × RenewsAt?

/// <summary>What the library makes of a stored login, without a request or a change.</summary>
/// <param name="Error">Why there is no token, even if Podio were asked; null where there is one or might be.</param>
/// <param name="Token">The login: whose it is, and for what. Its access token need not be good.</param>
/// <param name="WantsRenewal">Whether the source would ask Podio.</param>
/// <param name="ExpiresAt">When the access token expires.</param>
/// <param name="RenewsAt">From when on it is renewed.</param>
internal sealed record Look(TokenSourceError? Error, Token? Token, bool WantsRenewal, DateTimeOffset? ExpiresAt, DateTimeOffset? RenewsAt)
{
    public static async Task<Look> AtAsync(Profile profile, ITokenStore store, TimeProvider time, CancellationToken cancellationToken) =>
        (await store.LookAtAsync(profile.LoginKey, time, cancellationToken)).Match(
            Right: stored => Of(stored, time.GetUtcNow()),
            Left: error => new Look(error, Token: null, WantsRenewal: false, ExpiresAt: null, RenewsAt: null));

    private static Look Of(StoredLogin stored, DateTimeOffset now) => stored.ErrorAt(now) is { } error
        ? new Look(error, Token: null, WantsRenewal: false, stored.Login?.ExpiresAt, stored.RenewsAt())
        : new Look(Error: null, stored.Login?.Token, stored.IsRenewalDue(now), stored.Login?.ExpiresAt, stored.RenewsAt());
}

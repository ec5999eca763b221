using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;
using PodioToken.Profiles;

namespace PodioToken.Storing;

// Look = TokenSourceError? × Token? × whether a renewal is due × ExpiresAt? × RenewsAt?

/// <summary>The library's view of a stored login, without a request or a change.</summary>
/// <param name="Error">Why there is no token, even with a request; null if there is one or might be.</param>
/// <param name="Token">The login, whose access token may be invalid.</param>
/// <param name="WantsRenewal">Whether the source would request a new token.</param>
/// <param name="ExpiresAt">When the access token expires.</param>
/// <param name="RenewsAt">The time from which on it is renewed.</param>
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

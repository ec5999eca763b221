using LanguageExt;
using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;
using PodioToken.Profiles;

namespace PodioToken.Storing;

// Look = TokenSourceError? × Token? × does it want to be renewed × ExpiresAt? × RenewsAt?

/// <summary>What the library makes of a stored login, without a request or a change: a source over a copy, whose requests go
/// nowhere.</summary>
/// <param name="Error">Why there is no token, even if Podio were asked; null where there is one or might be.</param>
/// <param name="Token">The login: whose it is, and for what. Its access token need not be good.</param>
/// <param name="WantsRenewal">Whether the source would ask Podio.</param>
/// <param name="ExpiresAt">When the access token expires.</param>
/// <param name="RenewsAt">From when on it is renewed.</param>
internal sealed record Look(TokenSourceError? Error, Token? Token, bool WantsRenewal, DateTimeOffset? ExpiresAt, DateTimeOffset? RenewsAt)
{
    private static readonly OAuthError NotAsked = OAuthError.Unreachable(UnreachableReason.Other, mayHaveBeenProcessed: false);

    // A refresh reply that says nothing of account and scope leaves those that were there.
    private static readonly Token Nothing = new(new Secret("none"), "bearer", TimeSpan.FromHours(1), null, TokenReference.None, null);

    public static async Task<Look> AtAsync(Profile profile, ITokenStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        var isAsked = false;
        await using var source = SourceOver(profile, store, time, () =>
        {
            isAsked = true;
            return NotAsked;
        });
        var answer = await source.GetTokenAsync(cancellationToken);
        var isRenewable = isAsked && answer.Case is ExchangeError;
        return new Look(
            answer.Case is TokenSourceError error && !isRenewable ? error : null,
            isRenewable ? await RenewedAsync(profile, store, time, cancellationToken) : answer.Case as Token,
            isAsked,
            source.ExpiresAt,
            source.RenewsAt);
    }

    private static async Task<Token?> RenewedAsync(
        Profile profile, ITokenStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var source = SourceOver(profile, store, time, () => Nothing);
        return (await source.GetTokenAsync(cancellationToken)).Case as Token;
    }

    private static SignedInTokenSource SourceOver(
        Profile profile, ITokenStore store, TimeProvider time, Func<Either<OAuthError, Token>> answer) => TokenSource.SignedIn(
        (_, _) => Task.FromResult(answer()),
        new ClientCredentials(profile.ClientId, "none"),
        profile.Name,
        options: new TokenSourceOptions
        {
            Store = new LookedAtStore(store),
            Endpoint = profile.Endpoint,
            TimeProvider = time,
            JitterShare = 0, // What is told of a login does not change from one look to the next.
        });
}

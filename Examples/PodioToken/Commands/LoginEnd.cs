using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;
using PodioToken.Profiles;
using PodioToken.Saving;
using PodioToken.Storing;

namespace PodioToken.Commands;

// LoginEnd = at Podio (ended | nothing | why not) × here (removed | why not)

/// <summary>The result of ending a login, at Podio and here.</summary>
/// <remarks>The local data is removed whatever Podio replies: after a sign-out, nothing should be left on this machine.</remarks>
internal sealed record LoginEnd(AtPodio AtPodio, string? NotRemoved)
{
    /// <summary>Revokes the grant at Podio, then removes login and client secret here.</summary>
    public static async Task<LoginEnd> OfAsync(
        Profile login, Surroundings surroundings, Action<string>? log, CancellationToken cancellationToken)
    {
        var store = Stores.Open(login.Store, surroundings.Folders, surroundings.Time);
        var (ended, kept) = await EndAsync(login, store, surroundings, log, cancellationToken);
        return new LoginEnd(ended, await RemoveAsync(login, store, kept)); // No cancellation from here on.
    }

    private static async Task<(AtPodio Ended, TokenSourceError? Kept)> EndAsync(
        Profile login, ITokenStore store, Surroundings surroundings, Action<string>? log, CancellationToken cancellationToken)
    {
        var time = surroundings.Time;
        try
        {
            if (await ClientSecretEntry.ReadAsync(store, login, cancellationToken) is not { } secret)
            {
                return (await EndByTokenAsync(login, store, time, cancellationToken), await ForgetAsync(login, store, time));
            }

            await using var session = ProfileSession.Open(login, store, secret, surroundings.Folders, time, log);
            using var client = session.ToApiClient();
            var result = await session.Source.SignOutEverywhereAsync(client, cancellationToken);
            return (
                result.AtPodio is { } error ? AtPodio.NotEnded(error.Describe()) : result.HadGrant ? AtPodio.Ended : AtPodio.Nothing,
                result.Here);
        }
        catch (Exception exception) when (TokenFile.IsFailure(exception) || exception is InvalidDataException)
        {
            return (AtPodio.NotEnded(exception.Message), await ForgetAsync(login, store, time));
        }
    }

    // Without a client secret nothing can be renewed, but a valid access token can revoke its grant (PODIO 1.14).
    private static async Task<AtPodio> EndByTokenAsync(
        Profile login, ITokenStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        var look = await Look.AtAsync(login, store, time, cancellationToken);
        if (look.Token is not { } token)
        {
            return look.Error is null or SignInAgainError ? AtPodio.Nothing : AtPodio.NotEnded(look.Error.Describe());
        }

        using var client = HttpClientTransport.CreateClient();
        client.BaseAddress = login.Endpoint.Api;
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", token.RevealAuthorizationHeader());
        return (await client.InvalidatePodioGrantAsync(cancellationToken)).Match(
            Right: _ => AtPodio.Ended,
            Left: error => AtPodio.NotEnded($"{error.Describe()} The client secret, which a renewal requires, is missing."));
    }

    private static async Task<TokenSourceError?> ForgetAsync(Profile login, ITokenStore store, TimeProvider time) =>
        (await store.ForgetAsync(login.LoginKey, timeProvider: time))
            .MatchUnsafe<TokenSourceError?>(Right: _ => null, Left: error => error);

    // The secret stays with a login that couldn't be removed, so that the grant can be revoked by another attempt.
    private static async Task<string?> RemoveAsync(Profile login, ITokenStore store, TokenSourceError? kept)
    {
        if (kept is not null)
        {
            return NotRemovedBecause(kept.Describe());
        }

        try
        {
            await ClientSecretEntry.RemoveAsync(store, login);
            return null;
        }
        catch (Exception exception) when (TokenFile.IsFailure(exception))
        {
            return NotRemovedBecause(exception.Message);
        }
    }

    public static string NotRemovedBecause(string why) => $"The saved login couldn't be removed: {why}";
}

/// <summary>The result for the grant at Podio.</summary>
internal sealed record AtPodio(string Word, string Text, string? Problem)
{
    public static AtPodio Ended { get; } = new("ended", "revoked", Problem: null);

    public static AtPodio Nothing { get; } = new("nothing", "nothing to revoke", Problem: null);

    public static AtPodio NotEnded(string why) => new(
        "not_ended",
        "not revoked",
        $"The grant wasn't revoked at Podio: {why} It may still be valid; you can revoke it in your account settings at podio.com.");

    /// <summary>Combines several results: the first grant that wasn't revoked, otherwise whether any was.</summary>
    public static AtPodio Of(IReadOnlyList<AtPodio> all) =>
        all.FirstOrDefault(one => one.Problem is not null) ?? all.FirstOrDefault(one => one == Ended) ?? Nothing;
}

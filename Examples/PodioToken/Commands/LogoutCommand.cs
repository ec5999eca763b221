using System.CommandLine;
using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;
using PodioToken.Profiles;
using PodioToken.Reports;
using PodioToken.Saving;
using PodioToken.Storing;

namespace PodioToken.Commands;

/// <summary>Ends the grant at Podio, then removes the login here, and says which of the two failed.</summary>
/// <remarks>What is here goes whatever Podio says: a person who signs out wants this machine to have nothing.</remarks>
internal sealed class LogoutCommand : ProfileCommand
{
    private readonly Option<bool> _forget = new("--forget") { Description = "Removes the profile's settings as well." };

    public LogoutCommand(Surroundings surroundings)
        : base("logout", "Ends the grant at Podio, then removes the login here.", surroundings)
    {
        Options.Add(_forget);
        AddAll();
    }

    protected override async Task<Outcome> RunAsync(ParseResult parsed, Teller teller, CancellationToken cancellationToken)
    {
        var profile = ProfileOf(parsed);
        var store = Stores.Open(profile.Store, Surroundings.Folders, Surroundings.Time);
        var (ended, kept) = await teller.Error.WhileShowingAsync(
            "Ending the grant at Podio…", () => EndAsync(profile, store, teller.Log, cancellationToken));
        var removed = await RemoveAsync(profile, store, kept, parsed.GetValue(_forget)); // Nothing is cancelled any more.
        var code = (ended.Problem, removed) switch
        {
            (null, null) => ExitCode.Done,
            (_, null) => ExitCode.NotEnded,
            (null, _) => ExitCode.NotRemoved,
            _ => ExitCode.NeitherEndedNorRemoved,
        };
        Fact[] facts =
        [
            new Fact("profile", profile.Name),
            new Fact("at_podio", ended.Word, "At Podio", ended.Text),
            new Fact("here", removed is null ? "removed" : "not_removed", "Here", removed is null ? "removed" : "not removed"),
        ];
        return code == ExitCode.Done
            ? Outcome.Done("signed_out", facts) with { Headline = Headline(profile, ended) }
            : Outcome.Failed(code, string.Join(' ', new[] { ended.Problem, removed }.OfType<string>()), facts);
    }

    private async Task<(AtPodio Ended, TokenSourceError? Kept)> EndAsync(
        Profile profile, ITokenStore store, Action<string>? log, CancellationToken cancellationToken)
    {
        try
        {
            if (await ClientSecretEntry.ReadAsync(store, profile, cancellationToken) is not { } secret)
            {
                return (AtPodio.Nothing, await ForgetAsync(profile, store));
            }

            await using var session = ProfileSession.Open(profile, store, secret, Surroundings.Time, log);
            using var client = session.ToApiClient();
            var result = await session.Source.SignOutEverywhereAsync(client, cancellationToken);
            return (result.AtPodio is { } error ? AtPodio.NotEnded(error.Describe()) : result.HadGrant ? AtPodio.Ended : AtPodio.Nothing,
                result.Here);
        }
        catch (Exception exception) when (TokenFile.IsFailure(exception) || exception is InvalidDataException)
        {
            return (AtPodio.NotEnded(exception.Message), await ForgetAsync(profile, store));
        }
    }

    // Without a client secret there is no source.
    private async Task<TokenSourceError?> ForgetAsync(Profile profile, ITokenStore store) =>
        (await store.ForgetAsync(profile.LoginKey, timeProvider: Surroundings.Time))
            .MatchUnsafe<TokenSourceError?>(Right: _ => null, Left: error => error);

    // The secret stays beside a login that could not be removed, so that the grant can be ended by another try.
    private async Task<string?> RemoveAsync(Profile profile, ITokenStore store, TokenSourceError? kept, bool isForgotten)
    {
        if (kept is not null)
        {
            return $"The login could not be removed here: {kept.Describe()}";
        }

        try
        {
            await ClientSecretEntry.RemoveAsync(store, profile);
            if (isForgotten)
            {
                Surroundings.Profiles.Remove(profile.Name);
            }

            return null;
        }
        catch (Exception exception) when (TokenFile.IsFailure(exception))
        {
            return $"The login could not be removed here: {exception.Message}";
        }
    }

    private static string Headline(Profile profile, AtPodio ended) => ended == AtPodio.Nothing
        ? $"Nobody was signed in with profile {profile.Name}. There was nothing to end."
        : $"Signed out of profile {profile.Name}.";

    private sealed record AtPodio(string Word, string Text, string? Problem)
    {
        public static AtPodio Ended { get; } = new("ended", "ended", Problem: null);

        public static AtPodio Nothing { get; } = new("nothing", "nothing to end", Problem: null);

        public static AtPodio NotEnded(string why) => new(
            "not_ended",
            "not ended",
            $"The grant was not ended at Podio: {why} It may live on there; you can end it in your account's settings at podio.com.");
    }
}

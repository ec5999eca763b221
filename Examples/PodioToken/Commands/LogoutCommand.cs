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
        : base("logout", "Ends the grant at Podio, then removes the login here.", surroundings) => Options.Add(_forget);

    protected override async Task<Outcome> RunAsync(ParseResult parsed, Teller teller, CancellationToken cancellationToken)
    {
        var profile = ProfileOf(parsed);
        var store = Stores.Open(profile.Store, Surroundings.Folders, Surroundings.Time);
        var ended = await teller.Error.WhileShowingAsync("Ending the grant at Podio…", () => EndAsync(profile, store, cancellationToken));
        var removed = await RemoveAsync(profile, store, parsed.GetValue(_forget)); // From here on nothing is cancelled.
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
            new Fact("at_podio", ended.Problem is null ? ended.Word : "not_ended", "At Podio", ended.Text),
            new Fact("here", removed is null ? "removed" : "not_removed", "Here", removed is null ? "removed" : "not removed"),
        ];
        return code == ExitCode.Done
            ? Outcome.Done("signed_out", facts)
            : Outcome.Failed(code, string.Join(' ', new[] { ended.Problem, removed }.OfType<string>()), facts);
    }

    private async Task<(string Word, string Text, string? Problem)> EndAsync(
        Profile profile, ITokenStore store, CancellationToken cancellationToken)
    {
        try
        {
            if (await ClientSecretEntry.ReadAsync(store, profile, cancellationToken) is not { } secret)
            {
                return ("nothing", "nothing to end", null);
            }

            await using var session = ProfileSession.Open(profile, store, secret, Surroundings.Time);
            using var client = session.ToApiClient();
            return (await client.InvalidatePodioGrantAsync(cancellationToken)).Match(
                Right: _ => ("ended", "ended", null),
                Left: error => error is SignInAgainError ? ("nothing", "nothing to end", null) : NotEnded(error.Describe()));
        }
        catch (Exception exception) when (TokenFile.IsFailure(exception) || exception is InvalidDataException)
        {
            return NotEnded(exception.Message);
        }
    }

    private static (string Word, string Text, string? Problem) NotEnded(string why) => (
        "not_ended",
        "not ended",
        $"The grant was not ended at Podio: {why} It may live on there; you can end it in your account's settings at podio.com.");

    // Not by way of the source, which leaves alone what is torn or foreign: here it is to go.
    private async Task<string?> RemoveAsync(Profile profile, ITokenStore store, bool isForgotten)
    {
        try
        {
            await store.RemoveAsync(profile.LoginKey.ToString());
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
}

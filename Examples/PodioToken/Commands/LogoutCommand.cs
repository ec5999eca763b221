using System.CommandLine;
using System.Globalization;
using PodioOAuth.Functional;
using PodioToken.Profiles;
using PodioToken.Reports;
using PodioToken.Saving;
using PodioToken.Storing;

namespace PodioToken.Commands;

/// <summary>Revokes the grant at Podio, then removes the login here, and reports which of the two failed.</summary>
internal sealed class LogoutCommand : ProfileCommand
{
    private const string RecordKept = "The record of that sign-in is kept.";

    private readonly Option<bool> _forget = new("--forget") { Description = "Remove the profile's settings as well." };

    private readonly Option<bool> _leftovers = new("--leftovers")
    {
        Description = "Sign out of the logins that belong to no profile; leave the profiles unchanged.",
    };

    public LogoutCommand(Surroundings surroundings)
        : base("logout", "Revoke the grant at Podio, then remove the saved login.", surroundings)
    {
        Options.Add(_forget);
        AddAll();
        Options.Add(_leftovers);
        Validators.Add(result =>
        {
            if (result.GetValue(_leftovers) && (result.GetValue(_forget) || IsForAll(result)))
            {
                result.AddError("Option '--leftovers' can't be combined with '--forget' or '--all': leftover logins belong to no profile.");
            }
        });
    }

    protected override async Task<Outcome> RunAsync(ParseResult parsed, Teller teller, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_leftovers))
        {
            var (all, uncheckedIntents) = await new Leftovers(Surroundings.Folders, Surroundings.Time).FindAsync(cancellationToken);
            var count = new Fact("leftovers", all.Count, "Leftovers", all.Count.ToString(CultureInfo.InvariantCulture));
            var ended = await EndAllAsync(all, uncheckedIntents, teller, cancellationToken);
            return OutcomeOf(ended, count, _ => all.Count == 0
                ? "There are no leftover logins."
                : "Signed out of the leftover logins.");
        }

        var name = NameOf(parsed);
        await using var alone = await ProfileLock.TakeAsync(name, Surroundings.Folders, Surroundings.Time, cancellationToken);
        var leftovers = await new Leftovers(Surroundings.Folders, Surroundings.Time).FindAsync(name, cancellationToken);
        var named = leftovers.Count == 0 ? ProfileOf(parsed) : Surroundings.Profiles.Find(name);
        var ends = await EndAllAsync([.. named is null ? [] : new[] { named }, .. leftovers], [], teller, cancellationToken);
        return OutcomeOf(
            parsed.GetValue(_forget) ? [.. ends, .. Forget(name, ends)] : ends,
            new Fact("profile", name),
            ended => ended == AtPodio.Nothing
                ? $"Profile {name} wasn't signed in. There was nothing to revoke."
                : $"Signed out of profile {name}.");
    }

    private Task<List<LoginEnd>> EndAllAsync(
        IEnumerable<Profile> logins, IReadOnlyList<UncheckedIntent> intents, Teller teller, CancellationToken cancellationToken) =>
        teller.Error.WhileShowingAsync("Revoking the grant at Podio…", async () =>
        {
            List<LoginEnd> all = [.. intents.Select(intent => new LoginEnd(AtPodio.NotEnded(intent.Sentence), RecordKept))];
            foreach (var group in logins.GroupBy(login => login.Name))
            {
                List<LoginEnd> ends = [];
                foreach (var login in group)
                {
                    ends.Add(await LoginEnd.OfAsync(login, Surroundings, teller.Log, cancellationToken));
                }

                all.AddRange(ends);
                if (ends.All(end => end.NotRemoved is null) && intents.All(intent => intent.Name != group.Key))
                {
                    Surroundings.Profiles.RemoveIntent(group.Key); // Until then, it may be the only trace of one in a keychain.
                }
            }

            return all;
        });

    private IEnumerable<LoginEnd> Forget(string name, List<LoginEnd> ends)
    {
        if (ends.Any(end => end.NotRemoved is not null))
        {
            return []; // The settings say where it is.
        }

        try
        {
            Surroundings.Profiles.Remove(name);
            return [];
        }
        catch (Exception exception) when (TokenFile.IsFailure(exception))
        {
            return [new LoginEnd(AtPodio.Nothing, LoginEnd.NotRemovedBecause(exception.Message))];
        }
    }

    private static Outcome OutcomeOf(IReadOnlyList<LoginEnd> ends, Fact what, Func<AtPodio, string> headline)
    {
        var ended = AtPodio.Of([.. ends.Select(end => end.AtPodio)]);
        var notRemoved = ends.Select(end => end.NotRemoved).FirstOrDefault(why => why is not null);
        var code = (ended.Problem, notRemoved) switch
        {
            (null, null) => ExitCode.Done,
            (_, null) => ExitCode.NotEnded,
            (null, _) => ExitCode.NotRemoved,
            _ => ExitCode.NeitherEndedNorRemoved,
        };
        var here = notRemoved is null ? ("removed", "removed") : ("not_removed", "not removed");
        Fact[] facts =
        [
            what, new Fact("at_podio", ended.Word, "At Podio", ended.Text), new Fact("here", here.Item1, "Here", here.Item2),
        ];
        return code == ExitCode.Done
            ? Outcome.Done("signed_out", ended == AtPodio.Nothing ? [.. facts.Select(fact => fact with { Label = null })] : facts) with
            {
                Headline = headline(ended),
            }
            : Outcome.Failed(code, string.Join(' ', new[] { ended.Problem, notRemoved }.OfType<string>()), facts);
    }
}

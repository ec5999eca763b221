using System.CommandLine;
using System.Text.Json.Nodes;
using PodioOAuth.Functional;
using PodioToken.Doctoring;
using PodioToken.Profiles;
using PodioToken.Reports;
using PodioToken.Storing;

namespace PodioToken.Commands;

/// <summary>Checks the saved login: what happened, whether the token is safe, and how to fix it. If nothing is wrong here, it calls
/// Podio.</summary>
internal sealed class DoctorCommand : ProfileCommand
{
    private readonly Option<bool> _offline = new("--offline")
    {
        Description = "Check only what is saved here; send and change nothing.",
    };

    private readonly Option<string?> _capture = new("--capture")
    {
        Description = "Renew the login, and write what Podio says to a new file, with your secrets replaced.",
        HelpName = "FILE",
    };

    public DoctorCommand(Surroundings surroundings)
        : base(
            "doctor",
            "Check the saved login: what happened, whether the token is safe, and how to fix it. "
                + "If nothing is wrong here, ask Podio as well.",
            surroundings)
    {
        _capture.NotEmpty();
        _capture.Validators.Add(result =>
        {
            if (!result.Implicit && result.GetResult(_offline) is { Implicit: false })
            {
                result.AddError("Use either --capture or --offline.");
            }
        });
        Options.Add(_offline);
        Options.Add(_capture);
    }

    // It says so itself.
    protected override bool MayRunInUnsafeFolders => true;

    protected override async Task<Outcome> RunAsync(ParseResult parsed, Teller teller, CancellationToken cancellationToken)
    {
        if (PrivateFolders.FirstUnsafe(Surroundings.Folders) is { } folder)
        {
            return Examination.OfFolder(folder).ToOutcome([new Fact("profile", NameOf(parsed))]);
        }

        var profile = Surroundings.Profiles.Find(NameOf(parsed));
        var finding = profile is null
            ? null
            : await new Examination(profile, Surroundings.Folders, Surroundings.Time).RunAsync(cancellationToken);
        Fact[] facts = profile is null ? [] : [.. LoginFacts.Of(profile).Where(fact => fact.Name is "profile" or "store")];
        if (finding is { Code: not ExitCode.Done })
        {
            return finding.ToOutcome(facts);
        }

        var (leftovers, uncheckedIntents) = await new Leftovers(Surroundings.Folders, Surroundings.Time).FindAsync(cancellationToken);
        if (leftovers.Count > 0)
        {
            return Examination.OfLeftovers(leftovers, uncheckedIntents, finding).ToOutcome([.. facts, FactOf(leftovers)]);
        }

        if (uncheckedIntents.Count > 0)
        {
            return Examination.OfUnchecked(uncheckedIntents, finding).ToOutcome(facts);
        }

        if (finding is null)
        {
            throw new EndedException(NoProfile(parsed));
        }

        if (parsed.GetValue(_capture) is not { } file)
        {
            var found = parsed.GetValue(_offline) ? finding : await AskAsync(profile!, finding, teller, recording: null, cancellationToken);
            return found.ToOutcome(facts);
        }

        using var capture = CaptureFile.Prepare(file);
        var asked = await AskAsync(profile!, finding, teller, capture.Recording, cancellationToken);
        return asked.ToOutcome([.. facts, .. capture.Save()]);
    }

    private static Fact FactOf(IEnumerable<Profile> leftovers) => new("leftovers", new JsonArray([
        .. leftovers.Select(left => (JsonNode)new JsonObject([
            .. LoginFacts.Of(left).Where(fact => fact.Name != "sign_in").Select(fact => KeyValuePair.Create(fact.Name, fact.Value)),
        ])),
    ]));

    // As any use of the token does, so that it gets the same errors as a script. A capture renews the token, to show a token reply.
    private async Task<Finding> AskAsync(
        Profile profile, Finding here, Teller teller, Recording? recording, CancellationToken cancellationToken)
    {
        await using var session = await ProfileSession.OpenAsync(profile, Surroundings, cancellationToken, teller.Log, recording);
        using var client = session.ToApiClient();
        var answer = await teller.Error.WhileShowingAsync("Calling Podio…", () => recording is null
            ? client.GetPodioScopeAsync(cancellationToken)
            : from renewed in session.Source.RenewAsync(cancellationToken)
              from scope in client.GetPodioScopeAsync(cancellationToken)
              select scope);
        return answer.Match(
            Right: _ => here with
            {
                Happened = $"No problems found, here or at {profile.Endpoint.Api.Authority}.",
                Token = recording is null ? here.Token : $"valid until {Words.InstantText(session.Source.ExpiresAt)}",
            },
            Left: error => OfError(error, session));
    }

    private static Finding OfError(TokenSourceError error, ProfileSession session)
    {
        if (session.NoRoom is { } why)
        {
            return new Finding(ExitCode.Store, why, "saved here", "free some disk space, then run podio-token doctor");
        }

        var host = session.Profile.Endpoint.Api.Authority;
        return error switch
        {
            StoreError or LockLostError => Examination.OfError(error), // Of this machine, not of Podio.
            ExchangeError { Error: UnreachableError unreachable } => new Finding(
                ExitCode.Unreachable,
                unreachable.Describe(),
                "saved here",
                $"check the network and {host}, then run podio-token doctor"),
            SignInAgainError => new Finding(
                ExitCode.SignInAgain, $"{host} rejected the login. {error.Describe()}", "no longer valid", "podio-token login"),
            _ => new Finding(
                ExitCode.Of(error), $"{host} returned an error. {error.Describe()}", "saved here", "wait, then run podio-token doctor"),
        };
    }
}

using System.CommandLine;
using LanguageExt;
using PodioOAuth.Functional;
using PodioToken.Profiles;
using PodioToken.Reports;
using PodioToken.Settings;

namespace PodioToken.Commands;

/// <summary>Asks Podio what the token may access, which is the cheapest way to check that it is valid (PODIO 1.14).</summary>
internal sealed class WhoAmICommand(Surroundings surroundings)
    : ProfileCommand("whoami", "Show whose token it is and what it may access, according to Podio.", surroundings)
{
    public override IReadOnlyList<Variable> Variables => [Variable.AccessToken, .. base.Variables];

    protected override bool UsesEnvironment => true;

    protected override async Task<Outcome> RunAsync(ParseResult parsed, Teller teller, CancellationToken cancellationToken)
    {
        await using var session = await OpenSessionAsync(parsed, teller, cancellationToken);
        using var client = session.ToApiClient();
        var answer = await teller.Error.WhileShowingAsync(
            "Calling Podio…",
            () => client.GetPodioScopeAsync(cancellationToken)
                .BindAsync(scope => session.Source.GetTokenAsync(cancellationToken).MapAsync(token => (Token: token, Scope: scope))));
        return answer.Match(
            Right: known => Outcome.Done(
                "known",
                [
                    .. session.IsFromEnvironment
                        ? [new Fact("profile", null, "Token of", session.Profile.Name)]
                        : LoginFacts.Of(session.Profile).Take(1),
                    .. LoginFacts.Of(known.Token with { Scope = known.Scope }).Take(2),
                    .. LoginFacts.Of(session.Source.ExpiresAt, session.Source.RenewsAt).Take(1),
                ]),
            Left: error => session.OutcomeOf(error, Surroundings.Time.GetUtcNow()));
    }
}

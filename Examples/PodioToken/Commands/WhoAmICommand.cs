using System.CommandLine;
using LanguageExt;
using PodioOAuth.Functional;
using PodioToken.Profiles;
using PodioToken.Reports;

namespace PodioToken.Commands;

/// <summary>Asks Podio what the token may touch: the cheapest way to see whether it is alive (PODIO 1.14).</summary>
internal sealed class WhoAmICommand(Surroundings surroundings)
    : ProfileCommand("whoami", "Says whose token it is, and what it may touch, as Podio sees it.", surroundings)
{
    protected override async Task<Outcome> RunAsync(ParseResult parsed, Teller teller, CancellationToken cancellationToken)
    {
        await using var session = await ProfileSession.OpenAsync(ProfileOf(parsed), Surroundings, cancellationToken);
        using var client = session.ToApiClient();
        var answer = await teller.Error.WhileShowingAsync(
            "Asking Podio…",
            () => client.GetPodioScopeAsync(cancellationToken)
                .BindAsync(scope => session.Source.GetTokenAsync(cancellationToken).MapAsync(token => (Token: token, Scope: scope))));
        return answer.Match(
            Right: known => Outcome.Done(
                "known",
                [
                    .. LoginFacts.Of(session.Profile).Take(1),
                    .. LoginFacts.Of(known.Token with { Scope = known.Scope }).Take(2),
                    .. LoginFacts.Of(session.Source.ExpiresAt, session.Source.RenewsAt).Take(1),
                ]),
            Left: error => Outcomes.Of(error, Surroundings.Time.GetUtcNow()));
    }
}

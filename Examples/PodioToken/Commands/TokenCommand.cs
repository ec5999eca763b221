using System.CommandLine;
using PodioOAuth.Functional;
using PodioToken.Profiles;
using PodioToken.Reports;
using PodioToken.Settings;

namespace PodioToken.Commands;

/// <summary>Prints a fresh access token for scripts. No other command prints one.</summary>
internal sealed class TokenCommand : ProfileCommand
{
    private readonly Option<bool> _header = new("--header") { Description = "Print the Authorization header, for curl -H @-." };

    public TokenCommand(Surroundings surroundings)
        : base("token", "Print a fresh access token, renewed if necessary, and nothing else.", surroundings) => Options.Add(_header);

    public override IReadOnlyList<Variable> Variables => [Variable.AccessToken, .. base.Variables];

    protected override bool UsesEnvironment => true;

    protected override async Task<Outcome> RunAsync(ParseResult parsed, Teller teller, CancellationToken cancellationToken)
    {
        await using var session = await OpenSessionAsync(parsed, teller, cancellationToken);
        var answer = await teller.Error.WhileShowingAsync("Getting a token…", () => session.Source.GetTokenAsync(cancellationToken));
        return answer.Match(
            Right: token => Show(token, session.Source, parsed.GetValue(_header)),
            Left: error => session.OutcomeOf(error, Surroundings.Time.GetUtcNow()));
    }

    private static Outcome Show(Token token, SignedInTokenSource source, bool isHeader)
    {
        var (name, text) = isHeader
            ? ("header", $"Authorization: {token.RevealAuthorizationHeader()}")
            : ("access_token", token.AccessToken.Reveal());
        return Outcome.Done(Words.TokenOutcome, new Fact(name, text), new Fact("expires_at", Words.Instant(source.ExpiresAt))) with
        {
            Raw = text + "\n",
        };
    }
}

using System.CommandLine;
using PodioToken.Doctoring;
using PodioToken.Reports;

namespace PodioToken.Commands;

/// <summary>Reads the store, and says what happened, whether the token is safe, and the cure.</summary>
internal sealed class DoctorCommand(Surroundings surroundings)
    : ProfileCommand(
        "doctor", "Reads the store, and says what happened, whether the token is safe, and the cure. Asks nobody.", surroundings)
{
    protected override async Task<Outcome> RunAsync(ParseResult parsed, Teller teller, CancellationToken cancellationToken)
    {
        var profile = ProfileOf(parsed);
        var finding = await new Examination(profile, Surroundings.Folders, Surroundings.Time).RunAsync(cancellationToken);
        return finding.ToOutcome([.. LoginFacts.Of(profile).Where(fact => fact.Name is "profile" or "store")]);
    }
}

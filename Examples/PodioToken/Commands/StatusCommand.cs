using System.CommandLine;
using PodioOAuth.Functional;
using PodioToken.Profiles;
using PodioToken.Reports;
using PodioToken.Storing;

namespace PodioToken.Commands;

/// <summary>Shows the saved login. Sends nothing and changes nothing.</summary>
internal sealed class StatusCommand : ProfileCommand
{
    public StatusCommand(Surroundings surroundings)
        : base("status", "Show a profile's saved login, when it expires and when it renews (offline).", surroundings) =>
        AddAll();

    protected override async Task<Outcome> RunAsync(ParseResult parsed, Teller teller, CancellationToken cancellationToken)
    {
        var profile = ProfileOf(parsed);
        var store = Stores.OpenToLook(profile.Store, Surroundings.Folders, Surroundings.Time);
        var look = await Look.AtAsync(profile, store, Surroundings.Time, cancellationToken);
        if (look.Error is { } error)
        {
            var failed = Outcomes.Of(error, Surroundings.Time.GetUtcNow());
            return failed with { Facts = [.. LoginFacts.Of(profile), .. failed.Facts] };
        }

        return Outcome.Done(
            "signed_in",
            [
                .. LoginFacts.Of(profile),
                .. (look.Token is { } token ? LoginFacts.Of(token) : []),
                .. LoginFacts.Of(look.ExpiresAt, look.RenewsAt),
                new Fact("wants_renewal", look.WantsRenewal, "Next use", look.WantsRenewal ? "renews it" : "uses it as it is"),
            ]) with
        {
            Headline = LoginFacts.SignedIn(look.Token?.Reference, profile),
        };
    }
}

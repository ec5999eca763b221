using System.CommandLine;
using System.CommandLine.Completions;
using PodioToken.Profiles;
using PodioToken.Reports;
using PodioToken.Settings;

namespace PodioToken.Commands;

/// <summary><c>profile</c> shows the current profile; <c>profile use</c> selects it.</summary>
internal sealed class ChoiceCommand : ToolCommand
{
    public ChoiceCommand(Surroundings surroundings)
        : base("profile", "Show which profile commands use by default.", surroundings) =>
        Subcommands.Add(new UseCommand(surroundings));

    public override IReadOnlyList<Variable> Variables => [Variable.Profile, Variable.Home];

    protected override Task<Outcome> RunAsync(ParseResult parsed, Teller teller, CancellationToken cancellationToken)
    {
        var choice = CurrentProfile.Of(option: null, Surroundings.Environment, Surroundings.Folders);
        return Task.FromResult(Outcome.Done(
            "profile",
            new Fact("profile", choice.Name, "Profile", choice.Name),
            new Fact("chosen_by", choice.ChosenBy, "Chosen by", choice.ChosenBy)));
    }

    private sealed class UseCommand : ToolCommand
    {
        private readonly Argument<string> _name = new("NAME") { Description = "The name of the profile." };

        public UseCommand(Surroundings surroundings)
            : base("use", "Choose the profile that commands use if neither --profile nor PODIO_TOKEN_PROFILE is set.", surroundings)
        {
            _name.Validators.Add(result =>
            {
                if (result.Tokens is [var token] && !ProfileName.IsValid(token.Value))
                {
                    result.AddError(ProfileName.Rule);
                }
            });
            _name.CompletionSources.Add(_ => surroundings.Profiles.Names.Select(name => new CompletionItem(name)));
            Arguments.Add(_name);
        }

        protected override Task<Outcome> RunAsync(ParseResult parsed, Teller teller, CancellationToken cancellationToken)
        {
            var name = parsed.GetRequiredValue(_name);
            _ = Surroundings.Profiles.Find(name) ?? throw EndedException.Of(
                ExitCode.NoProfile, $"There is no profile {name}. To sign in: podio-token login --profile {name}");
            CurrentProfile.Keep(name, Surroundings.Folders);
            if (Surroundings.Environment(Variable.Profile.Name) is { Length: > 0 } variable && variable != name)
            {
                teller.Warn($"{Variable.Profile.Name} is set and takes precedence: commands still use {variable}.");
            }

            return Task.FromResult(Outcome.Done("profile", new Fact("profile", name)) with
            {
                Headline = $"Commands now use profile {name}.",
            });
        }
    }
}

using System.CommandLine;
using PodioToken.Profiles;
using PodioToken.Reports;

namespace PodioToken.Commands;

/// <summary>A command about one profile.</summary>
internal abstract class ProfileCommand : ToolCommand
{
    private readonly Option<string> _profile = new("--profile")
    {
        Description = "Which account.",
        HelpName = "NAME",
        DefaultValueFactory = _ => ProfileName.Default,
    };

    protected ProfileCommand(string name, string description, Surroundings surroundings)
        : base(name, description, surroundings)
    {
        _profile.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !ProfileName.IsValid(token.Value))
            {
                result.AddError(ProfileName.Rule);
            }
        });
        _profile.CompletionSources.Add(_ => surroundings.Profiles.Names);
        Options.Add(_profile);
    }

    protected string NameOf(ParseResult parsed) => parsed.GetRequiredValue(_profile);

    /// <summary>The profile that was named.</summary>
    /// <exception cref="EndedException">There is none.</exception>
    /// <exception cref="InvalidDataException">Its file is none of this tool's.</exception>
    protected Profile ProfileOf(ParseResult parsed)
    {
        var name = NameOf(parsed);
        var option = name == ProfileName.Default ? "" : $" --profile {name}";
        return Surroundings.Profiles.Find(name)
            ?? throw EndedException.Of(ExitCode.NoProfile, $"There is no profile {name}. To sign in: podio-token login{option}");
    }
}

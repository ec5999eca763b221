using System.CommandLine;
using System.CommandLine.Parsing;
using PodioOAuth.Functional;
using PodioToken.Profiles;
using PodioToken.Reports;
using PodioToken.Saving;
using PodioToken.Settings;

namespace PodioToken.Commands;

/// <summary>A command that uses one profile or, with <c>--all</c> if it has that option, all of them.</summary>
internal abstract class ProfileCommand : ToolCommand
{
    private readonly Option<string?> _profile = new("--profile", "-p") { Description = "The profile to use.", HelpName = "NAME" };
    private readonly Option<bool> _all = new("--all") { Description = "All profiles, one after another." };

    private string? _turn;
    private PodioEndpoint? _fromEnvironment;

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

    public override IReadOnlyList<Variable> Variables => [Variable.Profile, Variable.Home];

    /// <summary>The selected profile, whether it exists or not.</summary>
    /// <exception cref="EndedException">The selected name isn't a profile name.</exception>
    protected CurrentProfile Choice(ParseResult parsed) =>
        CurrentProfile.Of(_turn ?? parsed.GetValue(_profile), Surroundings.Environment, Surroundings.Folders);

    protected string NameOf(ParseResult parsed) => Choice(parsed).Name;

    /// <summary>Whether the option itself names a profile.</summary>
    protected bool IsNamed(ParseResult parsed) => _turn is not null || parsed.GetValue(_profile) is not null;

    /// <summary>Adds <c>--all</c>.</summary>
    protected void AddAll()
    {
        _all.Validators.Add(result =>
        {
            if (!result.Implicit && result.GetResult(_profile) is { Implicit: false })
            {
                result.AddError("--all and --profile can't be combined.");
            }
        });
        Options.Add(_all);
    }

    /// <summary>Whether <c>--all</c> was given.</summary>
    protected bool IsForAll(CommandResult result) => Options.Contains(_all) && result.GetValue(_all);

    /// <summary>The selected profile.</summary>
    /// <exception cref="EndedException">There is none.</exception>
    /// <exception cref="InvalidDataException">The file wasn't written by this tool.</exception>
    protected Profile ProfileOf(ParseResult parsed) =>
        Surroundings.Profiles.Find(NameOf(parsed)) ?? throw new EndedException(NoProfile(parsed));

    protected Outcome NoProfile(ParseResult parsed)
    {
        var choice = Choice(parsed);
        var why = choice.ChosenBy == "--profile" || choice.IsDefault ? "" : $", chosen by {choice.ChosenBy}";
        return Outcome.Failed(ExitCode.NoProfile, $"There is no profile {choice.Name}{why}. To sign in: podio-token login");
    }

    /// <summary>Opens the source of the token: <c>PODIO_ACCESS_TOKEN</c> if it is set and the option names no profile, otherwise the
    /// profile.</summary>
    /// <exception cref="EndedException">There is no usable token.</exception>
    protected async Task<ProfileSession> OpenSessionAsync(ParseResult parsed, Teller teller, CancellationToken cancellationToken)
    {
        if (TokenOfEnvironment(parsed) is not { } token)
        {
            return await ProfileSession.OpenAsync(ProfileOf(parsed), Surroundings, cancellationToken, teller.Log);
        }

        var session = await ProfileSession.OfEnvironmentAsync(token, Surroundings, teller.Log);
        _fromEnvironment = session.Profile.Endpoint;
        return session;
    }

    private string? TokenOfEnvironment(ParseResult parsed) =>
        !IsNamed(parsed) && Surroundings.Environment(Variable.AccessToken.Name) is { Length: > 0 } token ? token : null;

    protected override Task<Outcome> EndAsync(ParseResult parsed, Teller teller, CancellationToken cancellationToken) =>
        IsForAll(parsed.CommandResult)
            ? GuardAsync(() => EndAllAsync(parsed, teller, cancellationToken)) // The folder of the profiles may be unreadable.
            : EndOneAsync(parsed, teller, cancellationToken);

    private async Task<Outcome> EndAllAsync(ParseResult parsed, Teller teller, CancellationToken cancellationToken)
    {
        List<(string Name, Outcome Outcome)> all = [];
        foreach (var name in Surroundings.Profiles.Names)
        {
            _turn = name;
            all.Add((name, await EndOneAsync(parsed, teller, cancellationToken)));
        }

        return AllOutcomes.Of(all, teller);
    }

    private async Task<Outcome> EndOneAsync(ParseResult parsed, Teller teller, CancellationToken cancellationToken)
    {
        try
        {
            WarnOfOtherAddress(parsed, teller);
        }
        catch (Exception exception) when (exception is EndedException or InvalidDataException || TokenFile.IsFailure(exception))
        {
            // The command gets the same error and reports it.
        }

        var outcome = await base.EndAsync(parsed, teller, cancellationToken);
        try
        {
            return _fromEnvironment is { } endpoint
                ? outcome.NamedFor(profile: null, endpoint)
                : outcome.NamedFor(Choice(parsed), EndpointOf(parsed));
        }
        catch (Exception exception) when (exception is EndedException or InvalidDataException || TokenFile.IsFailure(exception))
        {
            return outcome; // The token says so itself.
        }
    }

    /// <summary>Whether the command accepts <c>PODIO_ACCESS_TOKEN</c> instead of a profile.</summary>
    protected virtual bool UsesEnvironment => false;

    /// <summary>The endpoint for this command, or null if there is no profile.</summary>
    protected virtual PodioEndpoint? EndpointOf(ParseResult parsed) => Surroundings.Profiles.Find(NameOf(parsed))?.Endpoint;

    // A profile uses the address it was signed in at. The variable may suggest otherwise.
    protected virtual void WarnOfOtherAddress(ParseResult parsed, Teller teller)
    {
        if (!(UsesEnvironment && TokenOfEnvironment(parsed) is not null)
            && Surroundings.Environment(Variable.Url.Name) is { Length: > 0 } url
            && Surroundings.Profiles.Find(NameOf(parsed)) is { } profile
            && EndpointSetting.Read(url).Match(Right: endpoint => endpoint != profile.Endpoint, Left: _ => true))
        {
            teller.Warn(
                $"{Variable.Url.Name} differs from the address that profile {profile.Name} was signed in at. "
                + $"The profile's address is used: {profile.Endpoint.Api.AbsoluteUri}");
        }
    }
}

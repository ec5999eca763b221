using System.CommandLine;
using PodioOAuth.Functional;
using PodioOAuth.Functional.Stores;
using PodioToken.Profiles;
using PodioToken.Reports;
using PodioToken.Saving;
using PodioToken.Settings;
using PodioToken.Storing;

namespace PodioToken.Commands;

/// <summary>The values that <c>login</c> uses, from options, the environment, the existing profile, and questions, in this order.</summary>
internal sealed class LoginValues(ParseResult parsed, LoginOptions options, Profile? before, Surroundings surroundings)
{
    /// <summary>The API to use, which is known before any question is asked.</summary>
    /// <remarks>Another API key may belong to another API, and a server on this machine need not be the same as at the last
    /// login.</remarks>
    /// <exception cref="EndedException">The variable contains no valid address.</exception>
    public PodioEndpoint Endpoint() => surroundings.Environment(Variable.Url.Name) is { } url
        ? EndpointSetting.Read(url).Match(
            Right: value => value,
            Left: error => throw new EndedException(Outcomes.Of(error, surroundings.Time.GetUtcNow()) with
            {
                Sentence = $"{Variable.Url.Name} isn't a valid address. {error.Describe()}",
            }))
        : before is not null && KnownClientId == before.ClientId && !before.Endpoint.Api.IsLoopback ? before.Endpoint
        : PodioEndpoint.Default;

    /// <summary>The new profile.</summary>
    /// <exception cref="EndedException">A value is missing or invalid.</exception>
    public async Task<Profile> ProfileAsync(string name, PodioEndpoint endpoint, CancellationToken cancellationToken)
    {
        var clientId = KnownClientId ?? await AskAsync(Variable.ClientId, cancellationToken);
        // A different API key has different redirect URIs and scopes.
        var same = before?.ClientId == clientId && before.Endpoint == endpoint ? before : null;
        return new Profile(
            name,
            endpoint,
            clientId,
            LoginOptions.Read<SignInKind>(parsed, options.Grant) ?? before?.SignIn ?? SignInKind.Code,
            LoginOptions.Read<StoreKind>(parsed, options.Store) ?? before?.Store ?? DefaultStore(),
            parsed.GetValue(options.RedirectUri) ?? same?.RedirectUri,
            parsed.GetValue(options.Scope) ?? same?.Scope);
    }

    /// <summary>The client secret.</summary>
    /// <exception cref="EndedException">There is none.</exception>
    /// <exception cref="IOException">The file or the store can't be read.</exception>
    public async Task<Secret> ClientSecretAsync(Profile profile, ITokenStore store, CancellationToken cancellationToken) =>
        parsed.GetValue(options.ClientSecretFile) is { } file ? FirstLineOf(file)
        : Set(Variable.ClientSecret)
            ?? await ClientSecretEntry.ReadAsync(store, profile, cancellationToken)
            ?? (Secret)await AskAsync(Variable.ClientSecret, cancellationToken);

    /// <summary>The password or app grant.</summary>
    /// <exception cref="EndedException">A value is missing.</exception>
    public async Task<Grant> GrantAsync(SignInKind kind, CancellationToken cancellationToken) => kind == SignInKind.Password
        ? Grant.Password(
            await GetAsync(Variable.Username, cancellationToken), await GetAsync(Variable.Password, cancellationToken))
        : Grant.App(
            Checked(await GetAsync(Variable.AppId, cancellationToken)),
            await GetAsync(Variable.AppToken, cancellationToken));

    private string? KnownClientId => parsed.GetValue(options.ClientId) ?? Set(Variable.ClientId) ?? before?.ClientId;

    private static long Checked(string appId) => AppIdSetting.Check(appId) is null
        ? AppIdSetting.Read(appId)
        : throw EndedException.Of(ExitCode.InvalidInput, $"{Variable.AppId.Name}: {AppIdSetting.NotANumber} Nothing was sent.");

    private StoreKind DefaultStore() => Set(Variable.Store) switch
    {
        null => Stores.Best(surroundings.Folders, surroundings.Time),
        { } name when Enum.GetValues<StoreKind>().Where(kind => Words.SnakeCase(kind) == name).ToArray() is [var kind] => kind,
        _ => throw EndedException.Of(ExitCode.Environment, $"{Variable.Store.Name} must be keychain, encrypted or plain."),
    };

    private async Task<string> GetAsync(Variable variable, CancellationToken cancellationToken) =>
        Set(variable) ?? await AskAsync(variable, cancellationToken);

    // An empty variable counts as unset: a build server sets a missing secret to an empty string.
    private string? Set(Variable variable) => surroundings.Environment(variable.Name) is { Length: > 0 } value ? value : null;

    private async Task<string> AskAsync(Variable variable, CancellationToken cancellationToken) =>
        await surroundings.Questions.AskAsync(variable.Question, variable.IsSecret, cancellationToken)
        ?? throw EndedException.Of(ExitCode.Environment, $"Not set in the environment, and no terminal to ask on: {variable.Name}.");

    private static Secret FirstLineOf(string file)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault() is { Length: > 0 } line
                ? new Secret(line)
                : throw EndedException.Of(ExitCode.Environment, $"The first line of {file} is empty.");
        }
        catch (Exception exception) when (TokenFile.IsFailure(exception))
        {
            throw EndedException.Of(ExitCode.Environment, $"The client secret couldn't be read: {exception.Message}");
        }
    }
}

using LanguageExt;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional;

// ConfiguredSource = a request that can start again | a person's login

/// <summary>A configured source after validation.</summary>
internal sealed record ConfiguredSource(TokenRequest? Request, ClientCredentials Client, string? Login, WireFormat Format)
{
    /// <summary>Returns the source, or its errors.</summary>
    internal static Either<OAuthError, ConfiguredSource> Create(PodioOAuthOptions options, PodioSourceOptions? source)
    {
        source ??= new PodioSourceOptions();
        var client = new ClientCredentials(options.ClientId!, options.ClientSecret!);
        if (KindsOf(source) != 1)
        {
            return OAuthError.InvalidInput(
                [new FieldError(FieldNames.GrantType, FieldProblem.Custom, "must have exactly one of AppId, Username and Login")]);
        }

        if (source.Login is { } name && !LoginKey.IsWellFormed(name))
        {
            return OAuthError.InvalidInput(
                [new FieldError(nameof(source.Login), FieldProblem.InvalidCharacter, "contains an unpaired surrogate")]);
        }

        // A person's login starts later: until then only the client can be validated, with a request that any client could make.
        var grant = source.AppId is { } appId ? Grant.App(appId, source.AppToken!)
            : Given(source.Username) is { } username ? Grant.Password(username, source.Password!)
            : Grant.RefreshToken("any");
        return TokenRequest.Validate(new TokenRequest(client, grant, options.Format)).Map(request => Given(source.Login) is { } login
            ? new ConfiguredSource(Request: null, client, login, options.Format)
            : new ConfiguredSource(request, client, Login: null, options.Format));
    }

    /// <summary>The key of its login.</summary>
    internal LoginKey KeyAt(PodioEndpoint endpoint) =>
        Request is not null ? LoginKey.OfRequest(endpoint, Request) : LoginKey.OfLogin(endpoint, Client.ClientId, Login!);

    /// <summary>Returns the source itself.</summary>
    internal TokenSource Of(TokenSourceRegistry sources) =>
        Request is not null ? sources.Unattended(Request) : sources.SignedIn(Client, Login!, Format);

    /// <summary>Returns the source itself, or null if it isn't in use.</summary>
    internal TokenSource? In(TokenSourceRegistry sources) =>
        Request is not null ? sources.Existing(Request) : sources.Existing(Client, Login!, Format);

    private static int KindsOf(PodioSourceOptions source) =>
        (source.AppId is null ? 0 : 1) + (Given(source.Username) is null ? 0 : 1) + (Given(source.Login) is null ? 0 : 1);

    // A configuration uses an empty text for an absent value.
    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

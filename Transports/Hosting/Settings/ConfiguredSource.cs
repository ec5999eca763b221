using LanguageExt;

namespace PodioOAuth.Functional;

// ConfiguredSource = a request that can start again | a person's login

/// <summary>A source as it was configured, checked.</summary>
internal sealed record ConfiguredSource(TokenRequest? Request, ClientCredentials Client, string? Login, WireFormat Format)
{
    /// <summary>What is wrong with it, or it.</summary>
    internal static Either<OAuthError, ConfiguredSource> Create(PodioOAuthOptions options, PodioSourceOptions source)
    {
        var client = new ClientCredentials(options.ClientId!, options.ClientSecret!);
        if (KindsOf(source) != 1)
        {
            return OAuthError.InvalidInput(
                [new FieldError(FieldNames.GrantType, FieldProblem.Custom, "exactly one of AppId, Username and Login has to be set")]);
        }

        // A person's login begins later: until then only the client can be checked, by a request that every client could make.
        var grant = source.AppId is { } appId ? Grant.App(appId, source.AppToken!)
            : source.Username is { } username ? Grant.Password(username, source.Password!)
            : Grant.RefreshToken("any");
        return TokenRequest.Validate(new TokenRequest(client, grant, options.Format)).Map(request => source.Login is null
            ? new ConfiguredSource(request, client, Login: null, options.Format)
            : new ConfiguredSource(Request: null, client, source.Login, options.Format));
    }

    /// <summary>The source itself.</summary>
    internal TokenSource Of(TokenSources sources) =>
        Request is not null ? sources.Unattended(Request) : sources.SignedIn(Client, Login!, Format);

    private static int KindsOf(PodioSourceOptions source) =>
        (source.AppId is null ? 0 : 1) + (source.Username is null ? 0 : 1) + (string.IsNullOrEmpty(source.Login) ? 0 : 1);
}

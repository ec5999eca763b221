namespace PodioOAuth.Functional;

/// <summary>A request as its fields by wire name, to be looked at and rebuilt one by one. Grants that have no such field leave it alone.</summary>
public static class RequestParts
{
    /// <summary>The fields of a request in the order of the wire, without the grant type. A redirect URI that is not given is left out.</summary>
    public static IReadOnlyList<(string Field, string? Value)> Of(TokenRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return
        [
            .. request.Grant.Match<(string, string?)[]>(
                authorizationCode: grant => grant.RedirectUri is null
                    ? [(FieldNames.Code, grant.Code?.Reveal())]
                    : [(FieldNames.Code, grant.Code?.Reveal()), (FieldNames.RedirectUri, grant.RedirectUri)],
                password: grant => [(FieldNames.Username, grant.Username), (FieldNames.Password, grant.Password?.Reveal())],
                app: grant => [(FieldNames.AppId, $"{grant.AppId}"), (FieldNames.AppToken, grant.AppToken?.Reveal())],
                refreshToken: grant => [(FieldNames.RefreshToken, grant.RefreshToken?.Reveal())]),
            (FieldNames.ClientId, request.Client.ClientId),
            (FieldNames.ClientSecret, request.Client.ClientSecret?.Reveal()),
        ];
    }

    /// <summary>The grant type on the wire.</summary>
    public static string GrantTypeOf(TokenRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Grant.Match(
            authorizationCode: _ => "authorization_code", password: _ => "password", app: _ => "app", refreshToken: _ => "refresh_token");
    }

    /// <summary>The same request with another text in one field.</summary>
    public static TokenRequest With(TokenRequest request, string field, string? value)
    {
        ArgumentNullException.ThrowIfNull(request);
        return field switch
        {
            FieldNames.ClientId => request with { Client = new ClientCredentials(value, request.Client.ClientSecret) },
            FieldNames.ClientSecret => request with { Client = new ClientCredentials(request.Client.ClientId, value) },
            _ => request with { Grant = With(request.Grant, field, value) },
        };
    }

    /// <summary>The texts of the request that are secrets, the client's included.</summary>
    public static IReadOnlyList<Secret> SecretsOf(TokenRequest request) =>
    [
        .. Of(request)
            .Where(part => part.Field is not (FieldNames.ClientId or FieldNames.RedirectUri or FieldNames.Username or FieldNames.AppId))
            .Select(part => part.Value)
            .OfType<string>()
            .Select(value => new Secret(value)),
    ];

    private static Grant With(Grant grant, string field, string? value) => (grant, field) switch
    {
        (AuthorizationCodeGrant code, FieldNames.Code) => code with { Code = value! },
        (AuthorizationCodeGrant code, FieldNames.RedirectUri) => code with { RedirectUri = value },
        (PasswordGrant password, FieldNames.Username) => password with { Username = value! },
        (PasswordGrant password, FieldNames.Password) => password with { Password = value! },
        (AppGrant app, FieldNames.AppToken) => app with { AppToken = value! },
        (RefreshTokenGrant refresh, FieldNames.RefreshToken) => refresh with { RefreshToken = value! },
        _ => grant,
    };
}

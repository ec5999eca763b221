namespace PodioOAuth.Functional;

/// <summary>Splits a request into its text fields, and reassembles it with one of them changed.</summary>
internal static class RequestParts
{
    /// <summary>Returns the text fields of a request in wire order, with their values. An absent redirect URI is included as
    /// null.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string?>> TextsOf(TokenRequest request) =>
    [
        .. GrantTextsOf(request.Grant),
        new(FieldNames.ClientId, request.Client?.ClientId),
        new(FieldNames.ClientSecret, request.Client?.ClientSecret?.Reveal()),
    ];

    /// <summary>Returns those fields that are secret.</summary>
    internal static IEnumerable<KeyValuePair<string, string?>> SecretsOf(TokenRequest request) => TextsOf(request)
        .Where(text => text.Key is not (FieldNames.ClientId or FieldNames.Username or FieldNames.RedirectUri));

    internal static string? TextOf(TokenRequest request, string field) => TextsOf(request).First(text => text.Key == field).Value;

    /// <summary>Returns the same request with another text in this field.</summary>
    internal static TokenRequest With(TokenRequest request, string field, string? text) => field switch
    {
        FieldNames.ClientId => request with { Client = new ClientCredentials(text, request.Client?.ClientSecret) },
        FieldNames.ClientSecret => request with { Client = new ClientCredentials(request.Client?.ClientId, text) },
        _ => request with { Grant = With(request.Grant, field, text) },
    };

    /// <summary>Returns the app ID, which isn't text; null if the grant has none.</summary>
    internal static long? AppIdOf(TokenRequest request) => request.Grant?.Match<long?>(
        authorizationCode: _ => null, password: _ => null, app: app => app.AppId, refreshToken: _ => null);

    /// <summary>Returns the same request with another app ID, if its grant has one.</summary>
    internal static TokenRequest WithAppId(TokenRequest request, long appId) => request with
    {
        Grant = request.Grant.Match(
            authorizationCode: code => code, password: user => user, app: app => Grant.App(appId, app.AppToken),
            refreshToken: refresh => refresh),
    };

    private static KeyValuePair<string, string?>[] GrantTextsOf(Grant? grant) => grant is null
        ? []
        : grant.Match<KeyValuePair<string, string?>[]>(
            authorizationCode: code => [new(FieldNames.Code, code.Code?.Reveal()), new(FieldNames.RedirectUri, code.RedirectUri)],
            password: user => [new(FieldNames.Username, user.Username), new(FieldNames.Password, user.Password?.Reveal())],
            app: app => [new(FieldNames.AppToken, app.AppToken?.Reveal())],
            refreshToken: refresh => [new(FieldNames.RefreshToken, refresh.RefreshToken?.Reveal())]);

    private static Grant With(Grant grant, string field, string? text) => grant.Match(
        authorizationCode: code => field == FieldNames.Code
            ? Grant.AuthorizationCode(text, code.RedirectUri)
            : Grant.AuthorizationCode(code.Code, text),
        password: user => field == FieldNames.Username ? Grant.Password(text, user.Password) : Grant.Password(user.Username, text),
        app: app => Grant.App(app.AppId, text),
        refreshToken: _ => Grant.RefreshToken(text));
}

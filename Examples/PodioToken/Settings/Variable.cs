using PodioOAuth.Functional;

namespace PodioToken.Settings;

// Variable = Name × Description × IsRequired

/// <summary>An environment variable that the tool reads. Secrets are only passed this way, because every user can see arguments.</summary>
internal sealed record Variable(string Name, string Description, bool IsRequired = true, bool IsSecret = false)
{
    /// <summary>The prefix of the tool's own variables.</summary>
    public const string Prefix = "PODIO_";

    public static readonly Variable Url =
        new("PODIO_URL", "the base address of the API, any https or http to loopback; default: https://api.podio.com", IsRequired: false);

    public static readonly Variable Home =
        new("PODIO_TOKEN_HOME", "the folder for profiles and logins; default: the system's for application data", IsRequired: false);

    public static readonly Variable Store =
        new("PODIO_TOKEN_STORE", "keychain, encrypted or plain: where new profiles save their login", IsRequired: false);

    public static readonly Variable Profile =
        new("PODIO_TOKEN_PROFILE", "the profile to use without --profile", IsRequired: false);

    public static readonly Variable AccessToken = new(
        "PODIO_ACCESS_TOKEN",
        "an access token that token, api, run and whoami use instead of a profile's",
        IsRequired: false,
        IsSecret: true);

    public static readonly Variable Browser = new("BROWSER", "the browser to open; default: the system's", IsRequired: false);

    public static readonly Variable ClientId = new("PODIO_CLIENT_ID", "the client ID of the API key");
    public static readonly Variable ClientSecret = new("PODIO_CLIENT_SECRET", "the client secret of the API key", IsSecret: true);
    public static readonly Variable Username = new("PODIO_USERNAME", "the user's email address");
    public static readonly Variable Password = new("PODIO_PASSWORD", "the user's password", IsSecret: true);
    public static readonly Variable AppId = new("PODIO_APP_ID", "the app ID");
    public static readonly Variable AppToken = new("PODIO_APP_TOKEN", "the app token, from the app's \"Developer\" page", IsSecret: true);
    public static readonly Variable Code = new("PODIO_CODE", "the authorization code; can be used once", IsSecret: true);

    public static readonly Variable RedirectUri =
        new("PODIO_REDIRECT_URI", "the redirect URI of the authorize request, if it had one", IsRequired: false);

    public static readonly Variable RefreshToken = new("PODIO_REFRESH_TOKEN", "the refresh token of an earlier reply", IsSecret: true);

    /// <summary>The question for its value: "Client secret" for <c>PODIO_CLIENT_SECRET</c>.</summary>
    public string Question => $"{Name[Prefix.Length]}{Name[(Prefix.Length + 1)..].ToLowerInvariant().Replace('_', ' ')}";

    /// <summary>Returns the name of the variable for a field of a request.</summary>
    /// <param name="field">The field, one of <see cref="FieldNames"/>.</param>
    public static string NameOf(string field) => field == FieldNames.ApiBase ? Url.Name : Prefix + field.ToUpperInvariant();
}

using System.Globalization;
using PodioOAuth.Functional;

namespace Quickstart;

/// <summary>Who signs in: the sample account of the local Podio, unless the environment names another.</summary>
internal sealed class Account
{
    private readonly Queue<Secret> _codes;

    private Account(IEnumerable<Secret> codes) => _codes = new Queue<Secret>(codes);

    public required ClientCredentials Client { get; init; }

    public required string Username { get; init; }

    public required Secret Password { get; init; }

    public required long AppId { get; init; }

    public required Secret AppToken { get; init; }

    public required string RedirectUri { get; init; }

    /// <summary>Reads PODIO_CLIENT_ID and the like; what is not set is the sample's. Null where PODIO_APP_ID is no number.</summary>
    public static Account? FromEnvironment() => AppIdFromEnvironment() is { } appId ? FromEnvironment(appId) : null;

    private static Account FromEnvironment(long appId) =>
        new(Read("PODIO_CODES")?.Split(' ').Select(code => new Secret(code)) ?? SamplePodio.Codes)
        {
            Client = new ClientCredentials(
                Read("PODIO_CLIENT_ID") ?? SamplePodio.Client.ClientId, Read("PODIO_CLIENT_SECRET") ?? SamplePodio.Client.ClientSecret),
            Username = Read("PODIO_USERNAME") ?? SamplePodio.Username,
            Password = Read("PODIO_PASSWORD") ?? SamplePodio.Password,
            AppId = appId,
            AppToken = Read("PODIO_APP_TOKEN") ?? SamplePodio.AppToken,
            RedirectUri = Read("PODIO_REDIRECT_URI") ?? SamplePodio.RedirectUri,
        };

    /// <summary>The next authorization code: each is good for one use. Null when there is none left, which is a field error.</summary>
    public Secret? NextCode() => _codes.TryDequeue(out var code) ? code : null;

    private static long? AppIdFromEnvironment() =>
        Read("PODIO_APP_ID") is not { } text ? SamplePodio.AppId
        : long.TryParse(text, CultureInfo.InvariantCulture, out var id) ? id
        : null;

    private static string? Read(string variable) => Environment.GetEnvironmentVariable(variable);
}

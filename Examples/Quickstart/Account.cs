using System.Globalization;
using PodioOAuth.Functional;

namespace Quickstart;

/// <summary>The account that signs in: the local Podio's sample account, unless the environment sets another.</summary>
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

    /// <summary>Reads PODIO_CLIENT_ID and so on, with the sample's values as defaults. Null if PODIO_APP_ID isn't a number.</summary>
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

    /// <summary>Returns the next authorization code, which can be used once. Null if there is none left, which is a field error.</summary>
    public Secret? NextCode() => _codes.TryDequeue(out var code) ? code : null;

    private static long? AppIdFromEnvironment() =>
        Read("PODIO_APP_ID") is not { } text ? SamplePodio.AppId
        : long.TryParse(text, CultureInfo.InvariantCulture, out var id) ? id
        : null;

    private static string? Read(string variable) => Environment.GetEnvironmentVariable(variable);
}

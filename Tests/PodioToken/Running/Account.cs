namespace PodioOAuth.Functional.PodioToken.Tests.Running;

/// <summary>Environments for the tool: the accounts of the sample Podio, at some address.</summary>
internal static class Account
{
    public static readonly string[] SecretNames =
        ["PODIO_CLIENT_SECRET", "PODIO_PASSWORD", "PODIO_APP_TOKEN", "PODIO_CODE", "PODIO_REFRESH_TOKEN"];

    /// <summary>Every variable of the tool, with the values of the sample Podio.</summary>
    public static Dictionary<string, string> At(Uri address, string refreshToken = "made-up-refresh-token") => new()
    {
        ["PODIO_URL"] = address.AbsoluteUri,
        ["PODIO_CLIENT_ID"] = SamplePodio.Client.ClientId,
        ["PODIO_CLIENT_SECRET"] = SamplePodio.Client.ClientSecret.Reveal(),
        ["PODIO_USERNAME"] = SamplePodio.Username,
        ["PODIO_PASSWORD"] = SamplePodio.Password.Reveal(),
        ["PODIO_APP_ID"] = SamplePodio.AppId.ToString(CultureInfo.InvariantCulture),
        ["PODIO_APP_TOKEN"] = SamplePodio.AppToken.Reveal(),
        ["PODIO_CODE"] = SamplePodio.Codes[0].Reveal(),
        ["PODIO_REDIRECT_URI"] = SamplePodio.RedirectUri,
        ["PODIO_REFRESH_TOKEN"] = refreshToken,
    };

    public static Dictionary<string, string> With(this Dictionary<string, string> environment, string name, string? value)
    {
        var changed = new Dictionary<string, string>(environment);
        changed.Remove(name);
        if (value is not null)
        {
            changed[name] = value;
        }

        return changed;
    }
}

using Microsoft.Extensions.Options;

namespace PodioOAuth.Functional;

/// <summary>Several calls may configure one registration together. None of them may change the API key of another call, nor its
/// destination: the secret of one client would be sent for the sources of the other.</summary>
internal static class OneApiKey
{
    /// <exception cref="OptionsValidationException">The call changes what another call has set.</exception>
    internal static void Configure(
        PodioOAuthOptions options, SettingsSection section, Action<PodioOAuthOptions, SettingsSection> configure)
    {
        var before = SettingsOf(options);
        configure(options, section);
        string[] changed = !options.IsRegistered ? [] :
        [
            .. before.Zip(SettingsOf(options), (was, now) => (was.Name, Was: was.Value, Now: now.Value))
                .Where(it => !string.IsNullOrEmpty(it.Was) && it.Was != it.Now)
                .Select(it => $"{section.NameOf(it.Name)}: is set to different values by two calls to AddPodioOAuth. "
                    + "Give each of several API keys a name: AddPodioOAuth(\"name\", …)"),
        ];
        options.IsRegistered = true;
        if (changed.Length > 0)
        {
            throw new OptionsValidationException(section.Registration.Name, typeof(PodioOAuthOptions), changed);
        }
    }

    private static (string Name, string? Value)[] SettingsOf(PodioOAuthOptions options) =>
    [
        (nameof(PodioOAuthOptions.ClientId), options.ClientId),
        (nameof(PodioOAuthOptions.ClientSecret), options.ClientSecret),
        (nameof(PodioOAuthOptions.ApiBase), options.ApiBase),
    ];
}

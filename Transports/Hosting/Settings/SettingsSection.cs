using Microsoft.Extensions.Configuration;

namespace PodioOAuth.Functional;

/// <summary>The origin of the settings of a registration, so that an error names a setting as it was written.</summary>
/// <param name="Registration">The registration.</param>
/// <param name="Path">The configuration's path, or the registration's name if code configures the settings.</param>
internal sealed record SettingsSection(Registration Registration, string Path)
{
    internal static SettingsSection Of(Registration registration, IConfiguration? configuration) => new(registration, configuration switch
    {
        null => registration.Name,
        IConfigurationSection section => section.Path,
        _ => "",
    });

    internal string NameOf(string setting) => Path.Length == 0 ? setting : ConfigurationPath.Combine(Path, setting);
}

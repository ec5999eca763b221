using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace PodioOAuth.Functional;

/// <summary>Reports settings that aren't a valid number, format or time. .NET's own exception quotes the value, which may be a misplaced
/// secret.</summary>
internal static class UnreadableSettings
{
    private const string Sources = nameof(PodioOAuthOptions.Sources);

    /// <summary>Binds the settings, or throws an exception that names the invalid settings but not their values.</summary>
    /// <exception cref="OptionsValidationException">A setting can't be parsed.</exception>
    internal static void BindTo(this IConfiguration configuration, PodioOAuthOptions options, SettingsSection section)
    {
        string[] wrong =
        [
            .. WrongIn(nameof(options.Format), "Form or Json", text => Enum.TryParse<WireFormat>(text, ignoreCase: true, out _)),
            .. WrongIn(
                nameof(options.IdleTimeout),
                "a time such as 01:00:00",
                text => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _)),
            .. configuration.GetSection(Sources).GetChildren().SelectMany(source => WrongIn(
                ConfigurationPath.Combine(Sources, source.Key, nameof(PodioSourceOptions.AppId)),
                "an integer",
                text => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))),
        ];
        if (wrong.Length > 0)
        {
            throw new OptionsValidationException(section.Registration.Name, typeof(PodioOAuthOptions), wrong);
        }

        configuration.Bind(options);

        string[] WrongIn(string setting, string expected, Func<string, bool> isReadable) =>
            string.IsNullOrEmpty(configuration[setting]) || isReadable(configuration[setting]!)
                ? []
                : [$"{section.NameOf(setting)}: must be {expected}"];
    }
}

using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace PodioOAuth.Functional;

/// <summary>Settings that are no number, format or time where one should be. .NET's own exception quotes the value, which may be a secret
/// in the wrong place.</summary>
internal static class UnreadableSettings
{
    /// <summary>Binds, or throws an exception that names what cannot be read, and no value.</summary>
    /// <exception cref="OptionsValidationException">A setting cannot be read.</exception>
    internal static void BindTo(this IConfiguration configuration, PodioOAuthOptions options)
    {
        string[] wrong =
        [
            .. WrongIn(
                configuration, nameof(PodioOAuthOptions.Format), "Form or Json",
                text => Enum.TryParse<WireFormat>(text, ignoreCase: true, out _)),
            .. WrongIn(
                configuration,
                nameof(PodioOAuthOptions.IdleTimeout),
                "a time such as 01:00:00",
                text => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _)),
            .. configuration.GetSection(nameof(PodioOAuthOptions.Sources)).GetChildren().SelectMany(source => WrongIn(
                    source,
                    nameof(PodioSourceOptions.AppId),
                    "a whole number",
                    text => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
                .Select(field => $"{nameof(PodioOAuthOptions.Sources)}:{source.Key}: {field}")),
        ];
        if (wrong.Length > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(PodioOAuthOptions), wrong);
        }

        configuration.Bind(options);
    }

    private static IEnumerable<string> WrongIn(IConfiguration section, string name, string expected, Func<string, bool> isReadable) =>
        string.IsNullOrEmpty(section[name]) || isReadable(section[name]!) ? [] : [$"{name}: has to be {expected}"];
}

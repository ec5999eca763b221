using LanguageExt;
using Microsoft.Extensions.Options;

namespace PodioOAuth.Functional;

/// <summary>Validates the settings with the library's own validation, and reports all errors at once, without values.</summary>
internal sealed class PodioOAuthOptionsValidator(
    IEnumerable<Registration> registrations, IEnumerable<SettingsSection> sections, IEnumerable<ExpectedSource> expected)
    : IValidateOptions<PodioOAuthOptions>
{
    private static readonly PodioSourceOptions AnyPerson = new() { Login = "anybody" };

    public ValidateOptionsResult Validate(string? name, PodioOAuthOptions options)
    {
        var registration = new Registration(name ?? Options.DefaultName);
        if (!registrations.Contains(registration))
        {
            return ValidateOptionsResult.Fail(registration.IsNamed
                ? $"AddPodioOAuth(\"{name}\", …) is missing, but a client or a health check uses that registration"
                : "AddPodioOAuth(…) is missing, but a client or a health check uses one of its sources");
        }

        var section = sections.FirstOrDefault(it => it.Registration == registration)
            ?? new SettingsSection(registration, registration.Name);
        var result = new ValidateOptionsResultBuilder();
        foreach (var field in Wrong(registration, options))
        {
            result.AddError(section.NameOf(field));
        }

        return result.Build();
    }

    private IEnumerable<string> Wrong(Registration registration, PodioOAuthOptions options)
    {
        var ofClient = WrongIn(ConfiguredSource.Create(options, AnyPerson));
        return
        [
            .. options.ApiBase is null ? [] : WrongIn(PodioEndpoint.Create(options.ApiBase)),
            .. ofClient,
            .. options.Sources.SelectMany(source => WrongIn(ConfiguredSource.Create(options, source.Value)).Except(ofClient)
                .Select(field => $"{nameof(options.Sources)}:{source.Key}{(field[0] == ':' ? "" : ":")}{field}")),
            .. options.Sources.Keys.Where(source => source.Contains(':', StringComparison.Ordinal))
                .Select(source => $"{nameof(options.Sources)}:{source}: must not contain a colon"),
            .. expected.Where(source => source.Registration == registration).Select(source => source.Name).OfType<string>()
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(source => !options.Sources.ContainsKey(source))
                .Select(source => $"{nameof(options.Sources)}:{source}: is used but not configured"),
            .. options.IdleTimeout <= TimeSpan.Zero ? [$"{nameof(options.IdleTimeout)}: must be greater than zero"] : Array.Empty<string>(),
        ];
    }

    private static List<string> WrongIn<T>(Either<OAuthError, T> checkedValue) => checkedValue.Match(
        Right: _ => [],
        Left: error => error is InvalidInputError invalid
            ? invalid.Fields.Select(field => $"{SettingOf(field.Field)}: {SentenceOf(field)}").ToList()
            : [error.Describe()]);

    // An error about a whole source has no name of a member.
    private static string SettingOf(string field) => field switch
    {
        FieldNames.ClientId => nameof(PodioOAuthOptions.ClientId),
        FieldNames.ClientSecret => nameof(PodioOAuthOptions.ClientSecret),
        FieldNames.ApiBase => nameof(PodioOAuthOptions.ApiBase),
        FieldNames.Format => nameof(PodioOAuthOptions.Format),
        FieldNames.AppId => nameof(PodioSourceOptions.AppId),
        FieldNames.AppToken => nameof(PodioSourceOptions.AppToken),
        FieldNames.Username => nameof(PodioSourceOptions.Username),
        FieldNames.Password => nameof(PodioSourceOptions.Password),
        FieldNames.GrantType => "",
        _ => field,
    };

    // The message of a field begins with the field's name on the wire.
    private static string SentenceOf(FieldError field) =>
        (field.Message.StartsWith($"{field.Field} ", StringComparison.Ordinal) ? field.Message[(field.Field.Length + 1)..] : field.Message)
        .TrimEnd('.');
}

/// <summary>A name that a client or a health check uses for a source. Known when the application starts, so that a misspelled one is
/// detected.</summary>
/// <param name="Registration">The registration of the source.</param>
/// <param name="Name">The name; null if the source is selected later.</param>
internal sealed record ExpectedSource(Registration Registration, string? Name);

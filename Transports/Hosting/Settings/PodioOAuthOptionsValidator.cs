using LanguageExt;
using Microsoft.Extensions.Options;

namespace PodioOAuth.Functional;

/// <summary>Checks the settings by the library's own validation, and names all that is wrong at once, without a value.</summary>
internal sealed class PodioOAuthOptionsValidator(IEnumerable<Registration> registrations, IEnumerable<ExpectedSource> expected)
    : IValidateOptions<PodioOAuthOptions>
{
    private static readonly PodioSourceOptions AnyPerson = new() { Login = "anybody" };

    public ValidateOptionsResult Validate(string? name, PodioOAuthOptions options)
    {
        var registration = new Registration(name ?? Options.DefaultName);
        if (!registrations.Contains(registration))
        {
            return ValidateOptionsResult.Fail(registration.IsNamed
                ? $"AddPodioOAuth(\"{name}\", …) is missing, and a client or a health check asks for that registration"
                : "AddPodioOAuth(…) is missing, and a client or a health check asks for a source of it");
        }

        List<string> wrong = [];
        if (options.ApiBase is not null)
        {
            wrong.AddRange(FieldsOf(PodioEndpoint.Create(options.ApiBase)));
        }

        var ofClient = FieldsOf(ConfiguredSource.Create(options, AnyPerson));
        wrong.AddRange(ofClient);
        wrong.AddRange(options.Sources.SelectMany(source =>
            FieldsOf(ConfiguredSource.Create(options, source.Value)).Except(ofClient).Select(field => $"Sources:{source.Key}: {field}")));
        wrong.AddRange(options.Sources.Keys.Where(source => source.Contains(':', StringComparison.Ordinal))
            .Select(source => $"Sources:{source}: the name must not contain a colon"));
        wrong.AddRange(expected.Where(source => source.Registration == registration).Select(source => source.Name).OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(source => !options.Sources.ContainsKey(source))
            .Select(source => $"Sources:{source}: is asked for, and not configured"));
        if (options.IdleTimeout is { } timeout && timeout <= TimeSpan.Zero)
        {
            wrong.Add($"{nameof(PodioOAuthOptions.IdleTimeout)}: has to be above zero");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static List<string> FieldsOf<T>(Either<OAuthError, T> checkedValue) => checkedValue.Match(
        Right: _ => [],
        Left: error => error is InvalidInputError invalid
            ? invalid.Fields.Select(field => $"{field.Field}: {field.Message}").ToList()
            : [error.Describe()]);
}

/// <summary>A name by which a client or a health check asks for a source: known when the application starts, so that a mistyped one
/// is.</summary>
/// <param name="Registration">Whose source it is.</param>
/// <param name="Name">The name; null for whoever chooses the source later.</param>
internal sealed record ExpectedSource(Registration Registration, string? Name);

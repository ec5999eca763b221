using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PodioOAuth.Functional;

/// <summary>Creates the settings. If changed settings are invalid, logs that once, and returns the last valid ones instead. .NET's own
/// factory would throw in the code that watches the file, and in every request from then on.</summary>
internal sealed class LastGoodSettings(
    IEnumerable<IConfigureOptions<PodioOAuthOptions>> setups,
    IEnumerable<IPostConfigureOptions<PodioOAuthOptions>> posts,
    IEnumerable<IValidateOptions<PodioOAuthOptions>> validations,
    ILoggerFactory loggers) : IOptionsFactory<PodioOAuthOptions>
{
    private readonly OptionsFactory<PodioOAuthOptions> _factory = new(setups, posts, validations);
    private readonly ConcurrentDictionary<string, PodioOAuthOptions> _good = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _told = new(StringComparer.Ordinal);

    public PodioOAuthOptions Create(string name)
    {
        try
        {
            var made = _factory.Create(name);
            _told.TryRemove(name, out _);
            return _good[name] = made;
        }
        catch (Exception exception) when (_good.TryGetValue(name, out var good))
        {
            Tell(name, ProblemsOf(exception));
            return good;
        }
    }

    private void Tell(string name, string problems)
    {
        if (_told.GetValueOrDefault(name) != problems)
        {
            _told[name] = problems;
            loggers.CreateLogger(PodioLog.Category).SettingsRejected(new Registration(name).Describe(), problems);
        }
    }

    // The message of any other exception may quote a setting.
    private static string ProblemsOf(Exception exception) => exception is OptionsValidationException invalid
        ? string.Join("; ", invalid.Failures)
        : $"{exception.GetType()} was thrown.";
}

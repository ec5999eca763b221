using System.Collections;

namespace PodioOAuth.Functional;

/// <summary>Everything that a logger may write of an exception.</summary>
internal static class ExceptionText
{
    internal static string Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var within = exception is AggregateException many ? many.InnerExceptions
            : exception.InnerException is { } one ? [one]
            : Enumerable.Empty<Exception>();
        return string.Join(
            '\n',
            [
                exception.Message,
                exception.ToString(),
                .. exception.Data.Cast<DictionaryEntry>().Select(entry => $"{entry.Key}={entry.Value}"),
                .. within.Select(Of),
            ]);
    }
}

using System.Collections;

namespace PodioOAuth.Functional;

/// <summary>Everything that a logger may write of an exception.</summary>
internal static class ExceptionText
{
    // Messages and data are foreign code too, and their exceptions may throw in turn.
    private const int MostThrown = 2;

    internal static string Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Of(exception, thrown: 0);
    }

    private static string Of(Exception exception, int thrown)
    {
        var within = exception is AggregateException many ? many.InnerExceptions
            : exception.InnerException is { } one ? [one]
            : Enumerable.Empty<Exception>();
        return string.Join(
            '\n',
            [
                Text(() => exception.Message),
                Text(exception.ToString),
                Text(() => string.Join('\n', exception.Data.Cast<DictionaryEntry>().Select(entry => $"{entry.Key}={entry.Value}"))),
                .. within.Select(inner => Of(inner, thrown)),
            ]);

        string? Text(Func<string?> member)
        {
            try
            {
                return member();
            }
            catch (Exception another)
            {
                return thrown < MostThrown ? Of(another, thrown + 1) : another.GetType().Name;
            }
        }
    }
}

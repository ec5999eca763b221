using System.CommandLine;
using System.Globalization;

namespace PodioToken.Commands;

/// <summary>Options that take a number.</summary>
internal static class NumberOptions
{
    /// <summary>Takes no number outside of the range. A text that is no number at all is found by the parser, later.</summary>
    public static void Between<T>(this Option<T> option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number)
            && (number < least || number > most))
        {
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"Option '{option.Name}' takes a number from {least} to {most}."));
        }
    });
}

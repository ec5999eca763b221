using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace PodioToken.Commands;

/// <summary>Options that take a number.</summary>
internal static class NumberOptions
{
    /// <summary>Accepts the numbers of a range, and reports anything else.</summary>
    public static void Between(this Option<int> option, int least, int most) =>
        option.CustomParser = result => Read(result, option, least, most) ?? 0;

    /// <summary>Does the same for an option without a default.</summary>
    public static void Between(this Option<int?> option, int least, int most) =>
        option.CustomParser = result => Read(result, option, least, most);

    // The parser's own message would name a type of .NET.
    private static int? Read(ArgumentResult result, Option option, int least, int most)
    {
        if (result.Tokens is [var token]
            && int.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} must be a number from {least} to {most}."));
        return null;
    }
}

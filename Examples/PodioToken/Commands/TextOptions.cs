using System.CommandLine;

namespace PodioToken.Commands;

/// <summary>Options that take text.</summary>
internal static class TextOptions
{
    /// <summary>Reports an empty value.</summary>
    /// <remarks>It is the result of a script's empty variable: if it counted as unset, an empty scope would mean everything.</remarks>
    public static void NotEmpty(this Option<string?> option) => option.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: "" }])
        {
            result.AddError($"Option '{option.Name}' requires a non-empty value.");
        }
    });
}

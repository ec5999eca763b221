namespace PodioOAuth.Functional.Core.Tests;

internal static class Sentences
{
    /// <summary>Whether a text is on one line, and ends as a sentence does.</summary>
    internal static bool IsSentence(this string text) => text.EndsWith('.') && IsOneLine(text);

    /// <summary>Whether there is a text, on one line.</summary>
    internal static bool IsOneLine(this string text) => text.Length > 0 && !text.Any(char.IsControl);
}

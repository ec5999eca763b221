using System.Globalization;

namespace PodioOAuth.Functional;

/// <summary>An app id as text: the digits of a positive 64-bit number and nothing else, so that one number has one spelling.</summary>
internal static class AppIdText
{
    internal static bool TryRead(string text, out long appId) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out appId)
        && appId > 0 && text[0] != '0' && text[^1] != '\0'; // TryParse overlooks a NUL at the end.
}

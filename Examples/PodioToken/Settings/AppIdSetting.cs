using System.Globalization;

namespace PodioToken.Settings;

/// <summary>An app's id, as <c>PODIO_APP_ID</c> says.</summary>
internal static class AppIdSetting
{
    /// <summary>The id. No id is 0: the library says so of a text that is no number as well.</summary>
    public static long Read(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}

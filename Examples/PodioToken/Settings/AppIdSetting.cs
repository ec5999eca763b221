using System.Globalization;
using PodioOAuth.Functional;

namespace PodioToken.Settings;

/// <summary>An app's id, as <c>PODIO_APP_ID</c> says.</summary>
internal static class AppIdSetting
{
    /// <summary>Said of a text that is no number. The text is not quoted: somebody may have put the app's token there.</summary>
    public const string NotANumber = "It is not a number.";

    /// <summary>The id; 0, which no app has, for a text that is no number.</summary>
    public static long Read(string? text) => Parse(text) ?? 0;

    /// <summary>What is wrong with a text that is no number, or null.</summary>
    public static OAuthError? Check(string? text) => Parse(text) is null && !IsNegative(text)
        ? OAuthError.InvalidInput([new FieldError(FieldNames.AppId, FieldProblem.OutOfRange, NotANumber)])
        : null;

    private static long? Parse(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    // That is a number, and the library says what is wrong with it.
    private static bool IsNegative(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}

using System.Globalization;
using PodioOAuth.Functional;

namespace PodioToken.Settings;

/// <summary>The app ID in <c>PODIO_APP_ID</c>.</summary>
internal static class AppIdSetting
{
    /// <summary>The error for a text that isn't a number. The text isn't quoted, because it could be the app token by mistake.</summary>
    public const string NotANumber = "It isn't a number.";

    /// <summary>Returns the ID; 0, which no app has, for a text that isn't a number.</summary>
    public static long Read(string? text) => Parse(text) ?? 0;

    /// <summary>Returns the error for a text that isn't a number, or null.</summary>
    public static OAuthError? Check(string? text) => Parse(text) is null && !IsNegative(text)
        ? OAuthError.InvalidInput([new FieldError(FieldNames.AppId, FieldProblem.OutOfRange, NotANumber)])
        : null;

    private static long? Parse(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    // That is a number, and the library says what is wrong with it.
    private static bool IsNegative(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}

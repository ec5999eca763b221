using PodioOAuth.Functional.Support;

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>Laws that several targets share.</summary>
internal static class Law
{
    internal const string PlantedPassword = "pl4nted+pässword/1";
    internal const string PlantedClientSecret = "pl4nted client&secret";
    internal const string State = "st4te-of-ours&1";

    private const int LongestText = 1024 * 1024;

    private static readonly Secret Other = new("another");

    internal static void Holds(bool holds, string law)
    {
        if (!holds)
        {
            throw new BrokenLawException(law);
        }
    }

    /// <summary>A text for a person or a log: one line, of limited length.</summary>
    internal static void Prints(string text) =>
        Holds(text is { Length: > 0 and < LongestText } && !text.Any(char.IsControl), "prints one line");

    internal static void Prints(OAuthError error)
    {
        Prints(error.Describe());
        Prints(error.ToString());
    }

    /// <summary>Only field errors, whose messages contain nothing of what was sent.</summary>
    internal static void IsRefusal(OAuthError error)
    {
        Prints(error);
        Holds(error is InvalidInputError, "is a refusal of fields");
        Holds(error.Describe().All(char.IsAscii) && !error.Describe().Contains("pl4nted", StringComparison.Ordinal), "names no value");
    }

    /// <summary>The text is the same whatever the secrets are.</summary>
    internal static void Redacts<T>(T value, Func<T, Secret, T> withSecret)
        where T : notnull => Holds(value.ToString() == withSecret(value, Other).ToString(), "prints no secret");

    internal static void Redacts(Token token)
    {
        Redacts(token, (it, other) => it with { AccessToken = other });
        Redacts(token, (it, other) => it with { RefreshToken = it.RefreshToken is null ? null : other });
    }

    internal static void IsWhole(Token token)
    {
        Holds(IsVsChars(token.AccessToken) && (token.RefreshToken is null || IsVsChars(token.RefreshToken)), "tokens are VSCHAR");
        Holds(token.Lifetime?.Duration() is not { TotalDays: > 36525 }, "no lifetime is above 100 years");
        Holds(token.TokenType.Equals("bearer", StringComparison.OrdinalIgnoreCase), "every type is bearer");
        var login = new SavedLogin(token, DateTimeOffset.MaxValue);
        Holds(SavedLogin.Validate(login).Right() == login, "what was read is valid");
        Holds(token.RenewedBy(token) == token, "renewed by itself it is itself");
        Redacts(token);
    }

    private static bool IsVsChars(Secret secret) =>
        secret.Reveal() is { Length: > 0 } text && !text.AsSpan().ContainsAnyExceptInRange('\x20', '\x7E');
}

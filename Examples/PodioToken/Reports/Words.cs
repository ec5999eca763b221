using System.Globalization;
using System.Text.Json;
using PodioOAuth.Functional;

namespace PodioToken.Reports;

/// <summary>Formats values for people and for programs. A server's text is printed on one line, with control characters escaped.</summary>
internal static class Words
{
    public const string TokenOutcome = "token";
    public const string SignedOut = "Not signed in.";

    public static string Outcome(OAuthError error) => error.Match(
        invalidInput: _ => "invalid_input",
        unreachable: _ => "unreachable",
        rejected: _ => "rejected",
        rateLimited: _ => "rate_limited",
        secondFactorRequired: _ => "second_factor",
        unavailable: _ => "unavailable",
        malformedReply: _ => "malformed");

    /// <summary>The machine-readable reason of an error, or null: the server's code, or the name of our own reason.</summary>
    public static string? Code(OAuthError error) => error.Match(
        invalidInput: _ => null,
        unreachable: e => SnakeCase(e.Reason),
        rejected: e => e.Code.ToString(),
        rateLimited: _ => null,
        secondFactorRequired: _ => null,
        unavailable: e => e.Code?.ToString(),
        malformedReply: e => SnakeCase(e.Problem));

    /// <summary>
    /// The detail of an error: invalid fields, whether the request may have been processed, the server's detail, or the place in the reply.
    /// </summary>
    public static string? Detail(OAuthError error) => error.Match<string?>(
        invalidInput: e => string.Join(", ", e.Fields.Select(field => $"{field.Field} {SnakeCase(field.Problem)}")),
        unreachable: e => e.MayHaveBeenProcessed ? "may_have_been_processed" : "not_processed",
        rejected: e => e.Detail?.ToString(),
        rateLimited: _ => null,
        secondFactorRequired: _ => null,
        unavailable: e => e.Detail?.ToString(),
        malformedReply: e => e.Where);

    /// <summary>The wait that the server requested, in whole seconds, rounded up; null if it stated none.</summary>
    public static long? WaitSeconds(OAuthError error, DateTimeOffset now) =>
        FactsOf(error)?.RetryAfter.WaitFrom(repliedAt: now, now) is { } wait ? (long)Math.Ceiling(wait.TotalSeconds) : null;

    public static string Retry(RetryAdvice advice) => advice.Match(
        safe: _ => "safe",
        useless: _ => "useless",
        ambiguous: _ => "ambiguous");

    /// <summary>A lifetime in whole seconds, rounded down.</summary>
    public static long? Seconds(TimeSpan? lifetime) => lifetime is { } span ? (long)Math.Floor(span.TotalSeconds) : null;

    public static string Reference(TokenReference reference) => reference.Match(
        user: user => Invariant($"user {user.Id}"),
        app: app => Invariant($"app {app.Id}"),
        other: other => Printable($"{other.Type} {other.Id}"),
        none: _ => "not stated");

    public static string Lifetime(TimeSpan? lifetime) => lifetime switch
    {
        null => "not stated",
        { } span when span <= TimeSpan.Zero => "none: it has already expired",
        { } span => Invariant($"{Seconds(span)} seconds ({TimeSpan.FromSeconds(Math.Floor(span.TotalSeconds)):c})"),
    };

    public static string Scope(string? scope) => scope switch
    {
        null => "not stated",
        "" => "none",
        _ => Printable(scope),
    };

    /// <summary>Why a sign-in is required. A profile without a login was signed out.</summary>
    public static string Describe(SignInAgainError error) => error.Reason == SignInReason.NoLogin ? SignedOut : error.Describe();

    /// <summary>A time for programs: ISO 8601 in UTC, whole seconds.</summary>
    public static string? Instant(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The same for people.</summary>
    public static string InstantText(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) ?? "unknown";

    private static ReplyFacts? FactsOf(OAuthError error) => error.Match<ReplyFacts?>(
        invalidInput: _ => null,
        unreachable: _ => null,
        rejected: e => e.Facts,
        rateLimited: e => e.Facts,
        secondFactorRequired: e => e.Facts,
        unavailable: e => e.Facts,
        malformedReply: e => e.Facts);

    public static string SnakeCase<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static string Printable(string text) => new ServerText(text).Reveal();

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

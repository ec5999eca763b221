using System.Text.Json;
using LanguageExt;

namespace PodioOAuth.Functional.Corpus;

/// <summary>Holds a result against what the corpus expects: the outcome and every value that the entry states.</summary>
internal static class CorpusVerdict
{
    private static readonly JsonElement NothingStated = JsonElement.Parse("{}");

    /// <summary>What differs, one line each; none where all is as expected.</summary>
    internal static IReadOnlyList<string> Compare(CorpusEntry entry, Either<OAuthError, Token> result)
    {
        var expected = CorpusChoices.OutcomeOf(entry);
        var outcome = OutcomeOf(result);
        return outcome != expected
            ?
            [
                $"outcome: expected {expected}, got {outcome} "
                    + $"({result.Match(Right: token => token.ToString(), Left: error => error.Describe())})",
            ]
            : [.. result.Match(Right: token => CompareToken(entry.Token!.Value, token), Left: error => CompareError(entry, error))];
    }

    internal static string OutcomeOf(Either<OAuthError, Token> result) => result.Match(
        Right: _ => "token",
        Left: error => error.Match(
            invalidInput: _ => "invalid_input",
            unreachable: _ => "unreachable",
            rejected: _ => "rejected",
            rateLimited: _ => "rate_limited",
            secondFactorRequired: _ => "second_factor",
            unavailable: _ => "unavailable",
            malformedReply: _ => "malformed"));

    private static IEnumerable<string> CompareToken(JsonElement expected, Token token) => Differences(
        ("access_token", Text(expected, "access_token"), token.AccessToken.Reveal()),
        ("token_type", Text(expected, "token_type") ?? "bearer", token.TokenType),
        ("expires_in", Lifetime(expected), token.Lifetime?.TotalSeconds.ToString("0", null)),
        ("refresh_token", Text(expected, "refresh_token"), token.RefreshToken?.Reveal()),
        ("ref", Reference(expected), Print(token.Reference)),
        ("scope", Text(expected, "scope"), token.Scope));

    private static IEnumerable<string> CompareError(CorpusEntry entry, OAuthError error)
    {
        var facts = FactsOf(error);
        // Words of another outcome do not bind.
        var stated = entry.Outcome == CorpusChoices.OutcomeOf(entry) && entry.Error is { } words ? words : NothingStated;
        return Differences(
            ("code", Stated(stated, "code"), stated.TryGetProperty("code", out _) ? CodeOf(error)?.Reveal() : null),
            ("detail", Stated(stated, "detail"), stated.TryGetProperty("detail", out _) ? DetailOf(error)?.Reveal() : null),
            (
                "description", Stated(stated, "description"),
                stated.TryGetProperty("description", out _) ? DescriptionOf(error)?.Reveal() : null),
            ("wait", Wait(entry), facts?.RetryAfter.ToString()),
            ("retry, password", entry.Retry, Print(error.RetryAdvice(Grant.Password("jane@example.com", "password")))),
            ("retry, app", entry.Retry, Print(error.RetryAdvice(Grant.App(1, "token")))));
    }

    private static IEnumerable<string> Differences(params IEnumerable<(string What, string? Expected, string? Got)> values) => values
        .Where(value => value.Expected != value.Got)
        .Select(value => $"{value.What}: expected {value.Expected ?? "none"}, got {value.Got ?? "none"}");

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    private static string? Stated(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string? Lifetime(JsonElement expected) => expected.GetProperty("expires_in") switch
    {
        { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } => "3155760000", // "huge" is clamped to 100 years.
        var seconds => seconds.GetInt64().ToString("0", null),
    };

    private static string? Reference(JsonElement expected) => expected.GetProperty("ref") is { ValueKind: JsonValueKind.Object } reference
        ? $"{Text(reference, "type")} {Text(reference, "id")}"
        : null;

    private static string? Print(TokenReference reference) => reference.Match<string?>(
        user: user => $"user {user.Id}", app: app => $"app {app.Id}", other: other => $"{other.Type} {other.Id}", none: _ => null);

    private static string Print(RetryAdvice advice) => advice.Match(
        safe: _ => "safe after the wait", useless: _ => "useless", ambiguous: _ => "ambiguous");

    private static string? Wait(CorpusEntry entry) => (entry.WaitSeconds, entry.WaitUntil) switch
    {
        ({ } seconds, _) => RetryAfter.After(TimeSpan.FromSeconds(seconds)).ToString(),
        (_, { } until) => RetryAfter.After(until - entry.RepliedAt).ToString(), // A date counts from the reply's own.
        _ => CorpusChoices.OutcomeOf(entry) == "unreachable" ? null : RetryAfter.Unknown.ToString(),
    };

    private static ReplyFacts? FactsOf(OAuthError error) => error.Match(
        invalidInput: _ => null, unreachable: _ => null, rejected: e => e.Facts, rateLimited: e => e.Facts,
        secondFactorRequired: e => e.Facts, unavailable: e => e.Facts, malformedReply: e => (ReplyFacts?)e.Facts);

    private static ServerCode? CodeOf(OAuthError error) => error switch
    {
        RejectedError rejected => rejected.Code,
        UnavailableError unavailable => unavailable.Code,
        MalformedReplyError malformed => malformed.Facts.AuthenticateError, // PODIO 4.12: the header's word, where the body has none.
        _ => null,
    };

    private static ServerCode? DetailOf(OAuthError error) => error switch
    {
        RejectedError rejected => rejected.Detail,
        UnavailableError unavailable => unavailable.Detail,
        _ => null,
    };

    private static ServerText? DescriptionOf(OAuthError error) => (error as RejectedError)?.Description;
}

using System.Text.Json;
using LanguageExt;

namespace PodioOAuth.Functional.Corpus;

/// <summary>Holds a result against what the corpus expects: the outcome and every value that the entry states.</summary>
internal static class CorpusVerdict
{
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
            : [.. result.Match(Right: token => CompareToken(entry.Token!, token), Left: error => CompareError(entry, error))];
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

    private static IEnumerable<string> CompareToken(CorpusToken expected, Token token) => Differences(
        ("access_token", expected.AccessToken, token.AccessToken.Reveal()),
        ("token_type", expected.TokenType ?? "bearer", token.TokenType),
        ("expires_in", Lifetime(expected), token.Lifetime?.TotalSeconds.ToString("0", null)),
        ("refresh_token", expected.RefreshToken, token.RefreshToken?.Reveal()),
        ("ref", expected.Ref is { } reference ? $"{reference.Type} {reference.Id}" : null, Print(token.Reference)),
        ("scope", expected.Scope, token.Scope));

    private static IEnumerable<string> CompareError(CorpusEntry entry, OAuthError error)
    {
        var facts = FactsOf(error);
        var malformed = error as MalformedReplyError;
        // Words of another outcome do not bind.
        var stated = entry.Outcome == CorpusChoices.OutcomeOf(entry) ? entry.Error : null;
        var description = stated?.Description.ValueKind == JsonValueKind.String ? stated.Description.GetString() : null;
        var isUnstated = stated?.Description.ValueKind == JsonValueKind.Undefined;
        return Differences(
            ("status", facts is null ? null : $"{entry.Status}", facts is null ? null : $"{facts.Status}"),
            ("code", stated?.Code, CodeOf(error)?.Reveal()),
            ("detail", stated?.Detail, DetailOf(error)?.Reveal()),
            ("description", Print(description), isUnstated ? null : DescriptionOf(error)?.Reveal()),
            ("where", entry.Where, malformed?.Where),
            ("problem", entry.Problem?.ToString(), malformed?.Problem.ToString()),
            ("wait", Wait(entry), facts?.RetryAfter.ToString()),
            ("retry, password", entry.Retry, Print(error.RetryAdvice(Grant.Password("jane@example.com", "password")))),
            ("retry, app", entry.Retry, Print(error.RetryAdvice(Grant.App(1, "token")))));
    }

    private static IEnumerable<string> Differences(params IEnumerable<(string What, string? Expected, string? Got)> values) => values
        .Where(value => value.Expected != value.Got)
        .Select(value => $"{value.What}: expected {value.Expected ?? "none"}, got {value.Got ?? "none"}");

    private static string? Lifetime(CorpusToken expected) => expected.ExpiresIn switch
    {
        { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } huge when huge.ValueEquals("huge") => "3155760000", // Clamped to 100 years.
        var seconds => seconds.GetInt64().ToString("0", null),
    };

    private static string? Print(TokenReference reference) => reference.Match<string?>(
        user: user => $"user {user.Id}", app: app => $"app {app.Id}", other: other => $"{other.Type} {other.Id}", none: _ => null);

    private static string? Print(string? prose) => prose is null ? null : new ServerText(prose).Reveal(); // One line, cut.

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

    private static ServerText? DescriptionOf(OAuthError error) => error switch
    {
        RejectedError rejected => rejected.Description,
        UnavailableError unavailable => unavailable.Description,
        _ => null,
    };
}

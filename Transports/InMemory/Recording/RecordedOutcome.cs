using System.Globalization;
using System.Text.Json;
using LanguageExt;

namespace PodioOAuth.Functional.Serving;

/// <summary>The result of parsing a recorded reply, in the JSON members of the corpus, to compare with the result of another version or
/// with what a person expects.</summary>
internal static class RecordedOutcome
{
    private static readonly Grant AnyGrant = Grant.App(1, "token");

    internal static void Write(Utf8JsonWriter json, Either<OAuthError, Token> outcome)
    {
        if (outcome.IsRight)
        {
            Write(json, (Token)outcome);
        }
        else
        {
            Write(json, (OAuthError)outcome);
        }
    }

    private static void Write(Utf8JsonWriter json, Token token)
    {
        json.WriteString("outcome", "token");
        json.WriteString("expected", $"token: {token}");
        json.WriteStartObject("token");
        json.WriteString("access_token", token.AccessToken.Reveal());
        json.WriteString("token_type", token.TokenType);
        json.WritePropertyName("expires_in");
        RecordingJson.WriteNumber(json, (long?)token.Lifetime?.TotalSeconds);
        json.WriteString("refresh_token", token.RefreshToken?.Reveal());
        json.WritePropertyName("ref");
        WriteReference(json, token.Reference);
        json.WriteString("scope", token.Scope);
        json.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter json, TokenReference reference)
    {
        var parts = reference.Match<(string Type, string Id)?>(
            user: it => ("user", it.Id.ToString(CultureInfo.InvariantCulture)),
            app: it => ("app", it.Id.ToString(CultureInfo.InvariantCulture)),
            other: it => (it.Type, it.Id),
            none: _ => null);
        if (parts is not { } known)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("type", known.Type);
        json.WriteString("id", known.Id);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, OAuthError error)
    {
        var (outcome, words) = error.Match(
            invalidInput: _ => ("invalid_input", "invalid input"),
            unreachable: _ => ("unreachable", "unreachable"),
            rejected: _ => ("rejected", "rejected"),
            rateLimited: _ => ("rate_limited", "rate limited"),
            secondFactorRequired: _ => ("second_factor", "second factor required"),
            unavailable: _ => ("unavailable", "unavailable"),
            malformedReply: _ => ("malformed", "malformed"));
        json.WriteString("outcome", outcome);
        json.WriteString("expected", $"{words}: {error.Describe()}");
        switch (error)
        {
            case RejectedError rejected:
                WriteError(json, rejected.Code, rejected.Detail, rejected.Description);
                break;
            case UnavailableError { Code: { } code } unavailable:
                WriteError(json, code, unavailable.Detail, unavailable.Description);
                break;
            case MalformedReplyError malformed:
                json.WriteString("where", malformed.Where);
                json.WriteString("problem", JsonNamingPolicy.SnakeCaseLower.ConvertName(malformed.Problem.ToString()));
                if (malformed.Facts.AuthenticateError is { } challenge)
                {
                    WriteError(json, challenge, detail: null, description: null);
                }

                break;
            default: // The rest is a member of every error.
                break;
        }

        if (error.Facts?.RetryAfter is RetryAfterSpan span)
        {
            json.WriteNumber("wait_seconds", (long)span.Wait.TotalSeconds);
        }

        json.WriteString("retry", error.RetryAdvice(AnyGrant).Match(
            safe: _ => "safe after the wait", useless: _ => "useless", ambiguous: _ => "ambiguous"));
    }

    private static void WriteError(Utf8JsonWriter json, ServerCode code, ServerCode? detail, ServerText? description)
    {
        json.WriteStartObject("error");
        json.WriteString("code", code.Reveal());
        json.WriteString("detail", detail?.Reveal());
        json.WriteString("description", description?.Exact());
        json.WriteEndObject();
    }
}

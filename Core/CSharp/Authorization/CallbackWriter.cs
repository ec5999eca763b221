using System.Text;
using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>Writes the result of an authorization server into a redirect URI.</summary>
internal static class CallbackWriter
{
    internal static Either<OAuthError, string> Write(
        AuthorizationCallback callback, string? redirectUri, Secret? state, AuthorizationResponseType responseType)
    {
        var meter = new FieldMeter();
        callback.Send(ref meter);
        meter.Optional(AuthorizationCallback.StateField, state?.Reveal());
        List<FieldError> errors = [.. ProblemsOf(redirectUri), .. meter.Errors ?? [], .. ProblemsOf(callback, responseType)];
        if (errors.Count > 0)
        {
            return OAuthError.InvalidInput(errors);
        }

        var form = new FormWriter(meter);
        callback.Send(ref form);
        form.Optional(AuthorizationCallback.StateField, state?.Reveal());
        var isFragment = callback.IsInFragment ?? responseType == AuthorizationResponseType.Token;
        var mark = isFragment ? '#' : redirectUri!.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var address = $"{redirectUri}{mark}{Encoding.ASCII.GetString(form.Body)}";
        return address.Length <= CallbackReader.Longest ? address : OAuthError.InvalidInput([CallbackReader.TooLong]);
    }

    private static IEnumerable<FieldError> ProblemsOf(string? redirectUri)
    {
        if (string.IsNullOrEmpty(redirectUri))
        {
            yield return FieldErrors.Absent(FieldNames.RedirectUri, isNull: redirectUri is null);
        }
        else if (TextMeasure.Of(redirectUri, TextRule.RedirectUri) is { Problem: { } problem } measure)
        {
            yield return FieldErrors.Bad(FieldNames.RedirectUri, problem, measure.Index);
        }
    }

    private static IEnumerable<FieldError> ProblemsOf(AuthorizationCallback callback, AuthorizationResponseType responseType)
    {
        if (callback.Unanswerable is { } problem)
        {
            yield return problem;
        }

        if (!Enum.IsDefined(responseType))
        {
            yield return FieldErrors.Bad(FieldNames.ResponseType, FieldProblem.OutOfRange);
        }
    }
}

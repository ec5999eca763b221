using System.Text;
using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>Writes the result of an authorization server into a redirect URI.</summary>
internal static class CallbackWriter
{
    internal static Either<OAuthError, string> Write(
        AuthorizationCallback callback, string? redirectUri, Secret? state, AuthorizationResponseType responseType)
    {
        var result = new BodyWriter(WireFormat.Form, stackalloc byte[BodyWriter.UsualLength]);
        callback.Send(ref result);
        result.Optional(AuthorizationCallback.StateField, state?.Reveal());
        List<FieldError> errors = [.. ProblemsOf(redirectUri), .. result.Errors ?? [], .. ProblemsOf(callback, responseType)];
        if (errors.Count > 0)
        {
            return OAuthError.InvalidInput(errors);
        }

        var isFragment = callback.IsInFragment ?? responseType == AuthorizationResponseType.Token;
        var mark = isFragment ? '#' : redirectUri!.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var address = $"{redirectUri}{mark}{Encoding.ASCII.GetString(result.ToBytes())}";
        return address.Length <= CallbackReader.Longest ? address : OAuthError.InvalidInput([CallbackReader.TooLong]);
    }

    private static IEnumerable<FieldError> ProblemsOf(string? redirectUri)
    {
        if (string.IsNullOrEmpty(redirectUri))
        {
            yield return FieldErrors.Absent(FieldNames.RedirectUri, isNull: redirectUri is null);
        }
        else if (TextProblem.Find(redirectUri, TextRule.RedirectUri) is { } problem)
        {
            yield return FieldErrors.Bad(FieldNames.RedirectUri, problem.Problem, problem.Index);
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

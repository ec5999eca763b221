using System.Text;
using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>Writes the answer of an authorization server into a redirect URI.</summary>
internal static class CallbackWriter
{
    internal static Either<OAuthError, string> Write(
        AuthorizationCallback callback, string? redirectUri, Secret? state, AuthorizationResponseType responseType)
    {
        var fields = new CallbackFields(callback, state);
        var meter = new FieldMeter();
        fields.Send(ref meter);
        List<FieldError> errors = [.. ProblemsOf(redirectUri), .. meter.Errors ?? [], .. ProblemsOf(callback, responseType)];
        if (errors.Count > 0)
        {
            return OAuthError.InvalidInput(errors);
        }

        var text = Encoding.ASCII.GetString(FormBodyWriter.Write(fields, meter.FormLength));
        var address = $"{redirectUri}{Mark(callback, redirectUri!, responseType)}{text[1..]}";
        return address.Length <= CallbackReader.Longest ? address : OAuthError.InvalidInput([CallbackReader.TooLong]);
    }

    private static List<FieldError> ProblemsOf(string? redirectUri)
    {
        var meter = new FieldMeter();
        meter.Text(WireField.RedirectUri, redirectUri);
        return meter.Errors ?? [];
    }

    private static IEnumerable<FieldError> ProblemsOf(AuthorizationCallback callback, AuthorizationResponseType responseType)
    {
        if (callback is ForgedCallback or MalformedCallback)
        {
            yield return FieldErrors.Bad(FieldNames.Callback, FieldProblem.Unsupported);
        }

        if (callback is GrantedTokenCallback { Token.TokenType: { Length: > 0 } type } && !CallbackReader.IsBearer(type))
        {
            yield return FieldErrors.Bad(FieldNames.TokenType, FieldProblem.Unsupported);
        }

        if (!Enum.IsDefined(responseType))
        {
            yield return FieldErrors.Bad(FieldNames.ResponseType, FieldProblem.OutOfRange);
        }
    }

    private static char Mark(AuthorizationCallback callback, string redirectUri, AuthorizationResponseType responseType)
    {
        var isFragment = callback is GrantedTokenCallback
            || (callback is not GrantedCodeCallback && responseType == AuthorizationResponseType.Token);
        return isFragment ? '#' : redirectUri.Contains('?', StringComparison.Ordinal) ? '&' : '?';
    }
}

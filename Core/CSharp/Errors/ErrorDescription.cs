using System.Globalization;

namespace PodioOAuth.Functional;

/// <summary>The English of <see cref="OAuthError.Describe"/>. Server codes stand in it where they are plain; server prose never does.</summary>
internal static class ErrorDescription
{
    internal static string Of(OAuthError error) => error.Match(
        invalidInput: e => "The request is not valid. " + string.Join(' ', e.Fields.Select(field => Printable.Escape(field.Message))),
        unreachable: e => e.MayHaveBeenProcessed
            ? $"Podio gave no whole reply: {Sentence(e.Reason)}. The request may have been processed."
            : $"Podio was not reached: {Sentence(e.Reason)}. The request was not processed.",
        rejected: e => $"Podio rejected the request: {Code(e.Code, e.Detail)}{Facts(e.Facts)}. {Cure(e)}",
        rateLimited: e => $"Podio's rate limit is reached{Facts(e.Facts)}. {Wait(e.Facts.RetryAfter)}",
        secondFactorRequired: e => $"The account needs a second factor: answer its challenge with a one-time code{Facts(e.Facts)}.",
        unavailable: e => $"Podio is unavailable{Facts(e.Facts)}. {Wait(e.Facts.RetryAfter)} The request may have been processed.",
        malformedReply: e => $"The reply could not be understood: {Sentence(e.Problem)} at {Printable.Escape(e.Where)}{Facts(e.Facts)}.");

    private static string Code(ServerCode code, ServerCode? detail) => detail is null ? $"{code}" : $"{code} ({detail})";

    private static string Facts(ReplyFacts facts) => string.Create(
        CultureInfo.InvariantCulture, $", status {facts.Status}{(facts.RequestId is { } id ? $", request id {id}" : "")}");

    private static string Wait(RetryAfter retryAfter) => retryAfter.Match(
        after: wait => string.Create(CultureInfo.InvariantCulture, $"Try again in {wait.TotalSeconds:0} seconds."),
        at: instant => string.Create(CultureInfo.InvariantCulture, $"Try again at {instant.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC."),
        unknown: () => "When to try again was not said.");

    private static string Cure(RejectedError error) => error.Kind switch
    {
        RejectionKind.InvalidClient => "Check the client id and secret of the API key.",
        RejectionKind.InvalidGrant => "The code, token or password is wrong, expired or used: sign in again, or check the app's token.",
        RejectionKind.UnauthorizedClient => "This API key may not use this grant.",
        RejectionKind.UnsupportedGrantType => "This server does not offer this grant.",
        _ when error.Code.Is("invalid_second_factor") => "The code is wrong or used: begin again with the password and take the next code.",
        _ when error.Code.Is("nonce_validation_error") => "The challenge has expired or was answered: begin again with the password.",
        _ when error.Code.Is("not_found") => "Check the base address of the API.",
        _ when error.Code.Is("invalid_value") => "Check that the wire format is the one of the endpoint.",
        _ => "Sending the same again will not help.",
    };

    private static string Sentence(UnreachableReason reason) => reason switch
    {
        UnreachableReason.NameResolution => "the host's name did not resolve",
        UnreachableReason.ConnectionRefused => "the connection was refused",
        UnreachableReason.ConnectionFailed => "no connection could be made",
        UnreachableReason.Tls => "the TLS handshake failed",
        UnreachableReason.Timeout => "the time allowed ran out",
        UnreachableReason.ConnectionLost => "the connection broke",
        UnreachableReason.InvalidResponse => "what came back is not HTTP",
        UnreachableReason.Redirected => "the reply came from another address than the one asked",
        UnreachableReason.SecondSend => "something tried to send the credentials a second time and was stopped",
        _ => "the request failed",
    };

    private static string Sentence(MalformedReplyProblem problem) => problem switch
    {
        MalformedReplyProblem.Empty => "it is empty",
        MalformedReplyProblem.NotJson => "it is not JSON",
        MalformedReplyProblem.Html => "it is a web page, not an answer of Podio's API",
        MalformedReplyProblem.Truncated => "it ends early",
        MalformedReplyProblem.TrailingData => "there is more after the object",
        MalformedReplyProblem.NotAnObject => "it is not a JSON object",
        MalformedReplyProblem.NotUtf8 => "it is not UTF-8",
        MalformedReplyProblem.TooDeep => "it is nested too deep",
        MalformedReplyProblem.TooLarge => "it is too large",
        MalformedReplyProblem.Missing => "a member is missing",
        MalformedReplyProblem.WrongType => "a member has the wrong type",
        MalformedReplyProblem.InvalidCharacter => "a token is empty or holds a character that is not allowed",
        MalformedReplyProblem.InvalidNumber => "a number cannot be read",
        MalformedReplyProblem.Duplicate => "a member stands twice",
        MalformedReplyProblem.UnsupportedTokenType => "the token type is not bearer",
        MalformedReplyProblem.Contradictory => "it holds both an error and a token",
        MalformedReplyProblem.Redirect => "it is a redirect, which is never followed with credentials",
        _ => "it is not valid",
    };
}

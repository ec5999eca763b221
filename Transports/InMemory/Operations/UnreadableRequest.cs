namespace PodioOAuth.Functional.Serving;

/// <summary>Podio's reply to a request that Core's <c>Decode</c> couldn't read.</summary>
internal static class UnreadableRequest
{
    /// <summary>Returns what is wrong with the request. A cast rather than a Match, because <c>Decode</c> returns no other error, whatever
    /// was received.</summary>
    internal static IReadOnlyList<FieldError> FieldsOf(OAuthError error) => ((InvalidInputError)error).Fields;

    internal static PodioStep Answer(PodioState state, OAuthError error, Call call)
    {
        var errors = FieldsOf(error);
        return Has(errors, FieldNames.Body, FieldProblem.TooLong)
            ? call.TurnAway(state, GatewayReply.BodyTooLarge)
            : call.Refuse(state, RefusalOf(errors, isJson: call.Request.RevealPath() != TokenOperation.FormPath));
    }

    // In the order in which Podio is observed to check: the body, the client, the grant, its fields.
    private static Refusal RefusalOf(IReadOnlyList<FieldError> errors, bool isJson) =>
        Has(errors, FieldNames.ContentType, FieldProblem.Unsupported) ? Unread(isJson)
        : isJson && errors.Any(IsUnreadableBody) ? Refusal.MustBeObject
        : errors.Any(IsUnreadableHeader) ? Refusal.InvalidAuthorizationHeader
        : Has(errors, FieldNames.ClientId, FieldProblem.Missing) ? Refusal.MissingClientParameter(FieldNames.ClientId)
        : Has(errors, FieldNames.ClientSecret, FieldProblem.Missing) ? Refusal.MissingClientParameter(FieldNames.ClientSecret)
        : Has(errors, FieldNames.GrantType, FieldProblem.UnknownGrantType) ? Refusal.UnsupportedGrantType
        : Of(errors[0]);

    // A body in the other endpoint's format isn't read. The form endpoint then finds no parameters at all (PODIO 1.3).
    private static Refusal Unread(bool isJson) => isJson ? Refusal.MustBeObject : Refusal.MissingClientParameter(FieldNames.ClientId);

    private static bool IsUnreadableBody(FieldError error) =>
        error is { Field: FieldNames.Body, Problem: FieldProblem.Malformed or FieldProblem.InvalidUtf8 };

    private static bool IsUnreadableHeader(FieldError error) =>
        error is { Field: FieldNames.Authorization, Problem: not FieldProblem.SentTwice };

    private static Refusal Of(FieldError error) => error.Problem switch
    {
        FieldProblem.Missing => Refusal.MissingParameter(error.Field),
        FieldProblem.WrongType or FieldProblem.OutOfRange => Refusal.InvalidValue(error.Message),
        _ => Refusal.InvalidRequest(error.Message),
    };

    private static bool Has(IReadOnlyList<FieldError> errors, string field, FieldProblem problem) =>
        errors.Any(error => error.Field == field && error.Problem == problem);
}

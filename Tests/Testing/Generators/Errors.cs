using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>Generates errors of all seven cases, each equally often.</summary>
internal static class Errors
{
    internal static Gen<RetryAfter> RetryAfters { get; } = Gen.OneOf(
        Gen.Constant(RetryAfter.Unknown),
        Gen.Choose(0, int.MaxValue - 1).Select(seconds => RetryAfter.After(TimeSpan.FromSeconds(seconds))),
        Instant.Select(RetryAfter.At));

    internal static Gen<ReplyFacts> Facts { get; } =
        from status in Gen.Elements(200, 301, 400, 401, 404, 420, 429, 500, 503)
        from requestId in Code.OrNull()
        from retryAfter in RetryAfters
        from authenticate in Code.OrNull()
        select new ReplyFacts(status) { RequestId = requestId, RetryAfter = retryAfter, AuthenticateError = authenticate };

    internal static Gen<OAuthError> All { get; } = Gen.OneOf(
        Gen.NonEmptyListOf(Field).Select(OAuthError.InvalidInput),
        from reason in Gen.Elements(Enum.GetValues<UnreachableReason>())
        from mayHaveBeenProcessed in Gen.Elements(true, false)
        select OAuthError.Unreachable(reason, mayHaveBeenProcessed),
        from facts in Facts
        from code in Code
        from detail in Code.OrNull()
        from description in Text.OrNull()
        select OAuthError.Rejected(facts, code, detail, description),
        from facts in Facts
        from description in Text.OrNull()
        select OAuthError.RateLimited(facts, description),
        from facts in Facts
        from nonce in Texts.VsChar
        select OAuthError.SecondFactorRequired(facts, new SecondFactorChallenge(nonce)),
        from facts in Facts
        from code in Code.OrNull()
        from description in Text.OrNull()
        select OAuthError.Unavailable(facts, code, detail: null, description),
        from facts in Facts
        from problem in Gen.Elements(Enum.GetValues<MalformedReplyProblem>())
        from place in Gen.Elements("$", "$.access_token", "$.ref.id", "$.error")
        select OAuthError.MalformedReply(facts, place, problem));

    internal static Gen<DateTimeOffset> Instant => Gen.Frequency(
        (4, Gen.Choose(0, int.MaxValue - 1).Select(seconds => DateTimeOffset.UnixEpoch.AddSeconds(seconds))),
        (1, Gen.Elements(
            DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.FromHours(14)))));

    private static Gen<FieldError> Field =>
        from name in Gen.Elements(FieldNames.Code, FieldNames.Username, FieldNames.ClientId, "tenant")
        from problem in Gen.Elements(Enum.GetValues<FieldProblem>())
        from message in Texts.Any
        select new FieldError(name, problem, message);

    private static Gen<ServerCode> Code => Gen.Frequency(
        (2, Gen.Elements("invalid_grant", "invalid_client", "not_found", "oauth.grant.expired", "invalid_value")),
        (1, Texts.Any)).Select(code => new ServerCode(code));

    private static Gen<ServerText> Text => Texts.Any.Select(text => new ServerText(text));
}

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

    /// <summary>Simpler errors of the same case.</summary>
    internal static IEnumerable<OAuthError> Simpler(OAuthError error) => error.Match<IEnumerable<OAuthError>>(
        invalidInput: it => Simpler(it.Fields).Select(OAuthError.InvalidInput),
        unreachable: it => it.MayHaveBeenProcessed ? [it with { MayHaveBeenProcessed = false }] : [],
        rejected: it =>
        [
            .. Simpler(it.Facts).Select(facts => it with { Facts = facts }),
            .. Shrinks.Of(it.Code.Reveal()).Select(code => it with { Code = new ServerCode(code) }),
            .. Simpler(it.Detail).Select(detail => it with { Detail = detail }),
            .. Simpler(it.Description).Select(description => it with { Description = description }),
        ],
        rateLimited: it =>
        [
            .. Simpler(it.Facts).Select(facts => it with { Facts = facts }),
            .. Simpler(it.Description).Select(description => it with { Description = description }),
        ],
        secondFactorRequired: it =>
        [
            .. Simpler(it.Facts).Select(facts => it with { Facts = facts }),
            .. Shrinks.OfValid(FieldNames.Nonce, it.Challenge.ServerNonce.Reveal())
                .Select(nonce => it with { Challenge = new SecondFactorChallenge(nonce) }),
        ],
        unavailable: it =>
        [
            .. Simpler(it.Facts).Select(facts => it with { Facts = facts }),
            .. Simpler(it.Code).Select(code => it with { Code = code }),
            .. Simpler(it.Detail).Select(detail => it with { Detail = detail }),
            .. Simpler(it.Description).Select(description => it with { Description = description }),
        ],
        malformedReply: it =>
        [
            .. Simpler(it.Facts).Select(facts => it with { Facts = facts }),
            .. it.Where == "$" ? [] : new[] { it with { Where = "$" } },
        ]);

    internal static IEnumerable<ReplyFacts> Simpler(ReplyFacts facts) =>
    [
        .. facts.RateLimit is null ? [] : new[] { facts with { RateLimit = null } },
        .. Simpler(facts.RequestId).Select(id => facts with { RequestId = id }),
        .. Simpler(facts.AuthenticateError).Select(error => facts with { AuthenticateError = error }),
        .. Simpler(facts.RetryAfter).Select(wait => facts with { RetryAfter = wait }),
    ];

    internal static IEnumerable<RetryAfter> Simpler(RetryAfter wait) => wait.Match<IEnumerable<RetryAfter>>(
        after: span => span > TimeSpan.FromSeconds(1)
            ? [RetryAfter.Unknown, RetryAfter.After(TimeSpan.FromSeconds(Math.Floor(span.TotalSeconds / 2)))]
            : [RetryAfter.Unknown],
        at: _ => [RetryAfter.Unknown],
        unknown: () => []);

    private static IEnumerable<IEnumerable<FieldError>> Simpler(IReadOnlyList<FieldError> fields) =>
    [
        .. fields.Count == 1 ? [] : fields.Select((_, index) => fields.Where((_, other) => other != index)),
        .. fields.SelectMany((field, index) => Shrinks.Of(field.Message)
            .Select(message => fields.Select((other, at) => at == index ? other with { Message = message } : other))),
    ];

    private static IEnumerable<ServerCode?> Simpler(ServerCode? code) =>
        Shrinks.OfOptional(code, it => it.Reveal(), text => new ServerCode(text));

    private static IEnumerable<ServerText?> Simpler(ServerText? text) =>
        Shrinks.OfOptional(text, it => it.Reveal(), simpler => new ServerText(simpler));

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

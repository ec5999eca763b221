using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>Errors of every case.</summary>
public static class Failures
{
    private static readonly Gen<ServerCode?> Code = Gen.OneOf(
        Gen.Constant<ServerCode?>(null),
        Gen.Elements("invalid_grant", "invalid_client", "unauthorized", "rate_limit", "oauth.grant.expired").Select(code => (ServerCode?)new ServerCode(code)),
        HostileText.UnicodeNoCrLf.Select(code => (ServerCode?)new ServerCode(code)));

    private static readonly Gen<ServerText?> Text =
        Gen.OneOf(Gen.Constant<ServerText?>(null), HostileText.UnicodeNoCrLf.Select(text => (ServerText?)new ServerText(text)));

    /// <summary>When to come back: a span, an instant, or unknown.</summary>
    public static Gen<RetryAfter> RetryAfter { get; } = Gen.OneOf(
        Gen.Choose(0, 100_000).Select(seconds => Functional.RetryAfter.After(TimeSpan.FromSeconds(seconds))),
        Gen.Choose(0, 100_000).Select(minutes => Functional.RetryAfter.At(DateTimeOffset.UnixEpoch.AddYears(50).AddMinutes(minutes))),
        Gen.Constant(Functional.RetryAfter.Unknown));

    private static readonly Gen<ReplyFacts> Facts =
        from status in Gen.Choose(100, 599)
        from id in Code
        from retryAfter in RetryAfter
        select new ReplyFacts(status) { RequestId = id, RetryAfter = retryAfter };

    /// <summary>Any error.</summary>
    public static Gen<OAuthError> Any { get; } = Gen.OneOf(
        InvalidSpecimen.Generator.Select(specimen => TokenRequest.Validate(specimen.Request).Match(
            Right: _ => throw new InvalidOperationException("An invalid specimen passed validation."), Left: error => error)),
        from reason in Gen.Elements(Enum.GetValues<UnreachableReason>())
        from processed in Gen.Elements(true, false)
        select OAuthError.Unreachable(reason, processed),
        from facts in Facts
        from code in Code
        from detail in Code
        from text in Text
        select OAuthError.Rejected(facts, code ?? new ServerCode("other"), detail, text),
        from facts in Facts
        from text in Text
        select OAuthError.RateLimited(facts, text),
        from facts in Facts
        from nonce in Requests.Secret
        select OAuthError.SecondFactorRequired(facts, nonce),
        from facts in Facts
        from code in Code
        from text in Text
        select OAuthError.Unavailable(facts, code, detail: null, text),
        from facts in Facts
        from problem in Gen.Elements(Enum.GetValues<MalformedReplyProblem>())
        select OAuthError.MalformedReply(facts, "$.access_token", problem));
}

namespace PodioOAuth.Functional;

/// <summary>The rules behind <see cref="OAuthError.RetryAdvice(Grant)"/>.</summary>
internal static class RetryRules
{
    private static readonly RetryAfter AtOnce = RetryAfter.After(TimeSpan.Zero);

    internal static RetryAdvice Advise(OAuthError error, Grant grant) =>
        grant is AuthorizationCodeGrant ? AdviseSingleUse(error) : AdviseReusable(error);

    // A code is good for one use, and a second use may revoke what the first one got (RFC 6749 §4.1.2): once the request may have
    // reached Podio, a limiter included, it is not sent again.
    internal static RetryAdvice AdviseSingleUse(OAuthError error) => MayHaveArrived(error) ? RetryAdvice.Useless : AdviseReusable(error);

    private static RetryAdvice AdviseReusable(OAuthError error) => error.Match(
        invalidInput: _ => RetryAdvice.Useless,
        unreachable: e => e.MayHaveBeenProcessed ? RetryAdvice.Ambiguous(AtOnce) : RetryAdvice.Safe(AtOnce),
        rejected: _ => RetryAdvice.Useless, // Final for these credentials (PODIO 7.4).
        rateLimited: e => RetryAdvice.Safe(e.Facts.RetryAfter), // Refused before it was carried out, whichever the grant.
        secondFactorRequired: _ => RetryAdvice.Useless,
        unavailable: e => RetryAdvice.Ambiguous(e.Facts.RetryAfter),
        malformedReply: AdviseMalformed);

    private static RetryAdvice AdviseMalformed(MalformedReplyError error) => error switch
    {
        { Problem: MalformedReplyProblem.UnsupportedTokenType } => RetryAdvice.Useless,
        { Problem: MalformedReplyProblem.Truncated } => RetryAdvice.Ambiguous(error.Facts.RetryAfter),
        { Facts.Status: >= 300 and <= 499 } => RetryAdvice.Useless,
        _ => RetryAdvice.Ambiguous(error.Facts.RetryAfter),
    };

    private static bool MayHaveArrived(OAuthError error) => error is not UnreachableError { MayHaveBeenProcessed: false };
}

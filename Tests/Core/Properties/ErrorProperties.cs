namespace PodioOAuth.Functional.Core.Tests.Properties;

/// <summary>Laws of errors and of retry advice.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries)], MaxTest = 500)]
public sealed class ErrorProperties
{
    [Property]
    public Property Retrying_a_code_is_never_advised_once_it_may_have_arrived(OAuthError error, HostileText code) =>
        (error.RetryAdvice(Grant.AuthorizationCode(code.Value)) is UselessAdvice
            || error is UnreachableError { MayHaveBeenProcessed: false })
            .Collect(error.GetType().Name);

    [Property]
    public bool The_advice_for_a_code_is_that_of_another_grant_or_useless(OAuthError error, Grant grant) =>
        error.RetryAdvice(Grant.AuthorizationCode("c")) is var forACode
            && (forACode == error.RetryAdvice(grant) || forACode == RetryAdvice.Useless);

    [Property]
    public bool The_advice_is_the_same_for_all_other_grants(OAuthError error, Secret secret) =>
        error.RetryAdvice(Grant.Password("jane@example.com", secret)) == error.RetryAdvice(Grant.App(1, secret))
        && error.RetryAdvice(Grant.App(1, secret)) == error.RetryAdvice(Grant.RefreshToken(secret));

    [Property]
    public bool Retrying_is_safe_only_if_the_request_was_certainly_not_processed(OAuthError error, Grant grant) =>
        error.RetryAdvice(grant) is not SafeAdvice || error is UnreachableError { MayHaveBeenProcessed: false } or RateLimitedError;

    [Property]
    public bool The_advice_keeps_the_wait_that_Podio_requested(OAuthError error, Grant grant) => error.RetryAdvice(grant).Match(
        safe: advice => advice.When == WhenOf(error), useless: _ => true, ambiguous: advice => advice.When == WhenOf(error));

    [Property]
    public bool An_error_shows_itself_on_one_line(OAuthError error) => error.Describe().IsOneLine() && error.ToString().IsOneLine();

    [Property]
    public bool A_wait_is_never_negative(RetryAfter retryAfter, DateTimeOffset repliedAt, DateTimeOffset now) =>
        retryAfter.WaitFrom(repliedAt, now) is not { } wait || wait >= TimeSpan.Zero;

    [Property]
    public bool Errors_created_from_the_same_values_are_equal(OAuthError error) => error.Match(
        invalidInput: e =>
            OAuthError.InvalidInput(e.Fields) == error && OAuthError.InvalidInput(e.Fields).GetHashCode() == error.GetHashCode(),
        unreachable: e => OAuthError.Unreachable(e.Reason, e.MayHaveBeenProcessed) == error,
        rejected: e => OAuthError.Rejected(e.Facts with { }, e.Code, e.Detail, e.Description) == error,
        rateLimited: e => OAuthError.RateLimited(e.Facts with { }, e.Description) == error,
        secondFactorRequired: e => OAuthError.SecondFactorRequired(e.Facts, e.Challenge with { }) == error,
        unavailable: e => OAuthError.Unavailable(e.Facts, e.Code, e.Detail, e.Description) == error,
        malformedReply: e => OAuthError.MalformedReply(e.Facts, e.Where, e.Problem) == error);

    // By reflection, so that a case to come is looked at as well.
    [Property]
    public Property No_text_of_the_server_that_is_a_secret_is_left(OAuthError error)
    {
        // "[redacted]aa" without "[redacted]a" is that text again.
        var texts = TextsOf(error)
            .Where(text => text.Length > 0 && !text.Contains(Secret.Redacted, StringComparison.Ordinal) && !ServerCode.IsKnown(text))
            .ToArray();
        return texts.All(text => !TextsOf(error.Without(new Quoted(text))).Contains(text))
            .Label(string.Join(", ", texts))
            .Classify(texts.Length > 0, "has text");
    }

    private static IEnumerable<string> TextsOf(OAuthError error) => new object?[] { error, error.Facts }
        .OfType<object>()
        .SelectMany(holder => holder.GetType().GetProperties(), (holder, property) => property.GetValue(holder))
        .Select(value => (value as ServerCode)?.Exact() ?? (value as ServerText)?.Exact())
        .OfType<string>();

    private static RetryAfter WhenOf(OAuthError error) => error switch
    {
        UnreachableError => RetryAfter.After(TimeSpan.Zero),
        RateLimitedError limited => limited.Facts.RetryAfter,
        UnavailableError unavailable => unavailable.Facts.RetryAfter,
        MalformedReplyError malformed => malformed.Facts.RetryAfter,
        _ => RetryAfter.Unknown,
    };

    private sealed class Quoted(string text) : IHasSecrets
    {
        IEnumerable<Secret> IHasSecrets.Secrets => [new Secret(text)];
    }
}

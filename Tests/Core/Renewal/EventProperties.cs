namespace PodioOAuth.Functional.Core.Tests.Renewing;

/// <summary>Laws of what happens to a login: nothing that is worth keeping is lost.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries), typeof(Moments)], MaxTest = 1000)]
public sealed class EventProperties
{
    [Property]
    internal bool A_failure_keeps_the_login_and_the_origin(Moment moment, OAuthError error, Grant sent, RetryAfter wait)
    {
        var before = moment.State;
        var token = before.Login?.Token.AccessToken ?? new Secret("another");
        RenewalState[] after =
        [
            before.Failed(error, sent, moment.Now, moment.Policy),
            before.Rejected(token, moment.Now, moment.Policy),
            before.Rejected(new Secret("not the token"), moment.Now, moment.Policy),
            before.Limited(wait, moment.Now, moment.Policy),
        ];
        return after.All(state => state.Login == before.Login && state.Origin == before.Origin);
    }

    [Property]
    internal bool A_refresh_never_loses_a_refresh_token(RenewalState before, SavedLogin got, Secret sent)
    {
        var after = before.Received(got, Grant.RefreshToken(sent));
        return after.Login!.Token.RefreshToken == (got.Token.RefreshToken ?? before.Login?.Token.RefreshToken)
            && after.Login.Token.AccessToken == got.Token.AccessToken
            && after.Login.RequestedAt == got.RequestedAt
            && after.Origin == before.Origin;
    }

    [Property]
    internal bool A_new_login_contains_nothing_of_the_old_one(RenewalState before, SavedLogin got, Grant sent) =>
        sent is RefreshTokenGrant || before.Received(got, sent).Login == got;

    [Property]
    internal bool A_rejection_of_the_old_token_does_not_affect_the_new_one(RenewalState before, SavedLogin got, Grant sent) =>
        before.Received(got, sent) is
        {
            PendingSince: null, PendingCodeSince: null, IsRefreshTokenSpent: false, IsAccessTokenRejected: false,
            RateLimitCoolDown: null,
        }
        after && after.IsOnProbation == before.IsAccessTokenRejected
        && after.FailureCoolDown == (before is { IsOnProbation: true, IsAccessTokenRejected: true, FailureCoolDown: { } last }
            && sent is not AuthorizationCodeGrant && !last.Runs(got.RequestedAt) ? last : null); // Of a row alone.

    [Property]
    internal bool A_refresh_token_is_used_up_only_by_its_own_rejection(RenewalState before, OAuthError error, Grant sent, Moment moment) =>
        before.Failed(error, sent, moment.Now, moment.Policy).IsRefreshTokenSpent
        == (before.IsRefreshTokenSpent || (sent is RefreshTokenGrant && error is RejectedError { Kind: RejectionKind.InvalidGrant }));

    [Property]
    internal bool A_refresh_in_doubt_is_remembered_from_the_first_one(RenewalState before, OAuthError error, Secret sent, Moment moment)
    {
        var after = before.Failed(error, Grant.RefreshToken(sent), moment.Now, moment.Policy);
        return after.PendingSince == (before.PendingSince
            ?? (error.RetryAdvice(Grant.RefreshToken(sent)) is AmbiguousAdvice ? moment.Now : null));
    }

    [Property]
    internal bool A_code_in_doubt_is_remembered_and_says_nothing_of_the_login(
        RenewalState state, OAuthError error, Secret code, Moment moment)
    {
        var before = state with { SpentCode = new SpentCode("hash", CodeOutcome.Granted, new SpentCode("earlier", CodeOutcome.Rejected)) };
        var after = before.Failed(error, Grant.AuthorizationCode(code), moment.Now, moment.Policy);
        var isInDoubt = error.Match(
            invalidInput: _ => false, unreachable: e => e.MayHaveBeenProcessed, rejected: _ => false, rateLimited: _ => false,
            secondFactorRequired: _ => false, unavailable: _ => true, malformedReply: _ => true);
        return after.PendingCodeSince == (before.PendingCodeSince ?? (isInDoubt ? moment.Now : null))
            && after.PendingSince == before.PendingSince && after.IsRefreshTokenSpent == before.IsRefreshTokenSpent
            && after.SpentCode?.Of("hash")?.Outcome == (isInDoubt ? CodeOutcome.Unknown
                : error is RejectedError { Kind: RejectionKind.InvalidGrant } ? CodeOutcome.Rejected
                : null) // It may be sent again.
            && after.SpentCode?.Of("earlier")?.Outcome == CodeOutcome.Rejected
            && before.Failed(error, Grant.RefreshToken(code), moment.Now, moment.Policy).SpentCode == before.SpentCode;
    }

    [Property]
    internal Property A_limit_applies_whatever_was_stored_before(RenewalState before, RetryAfter wait, Moment moment)
    {
        var limited = before.Limited(wait, moment.Now, moment.Policy);
        var failed = before.Failed(
            OAuthError.RateLimited(new ReplyFacts(420) { RetryAfter = wait }), Grant.App(1, "t"), moment.Now, moment.Policy);
        var named = wait.WaitFrom(moment.Now, moment.Now) ?? moment.Policy.RateLimitCoolDown;
        var length = named > moment.Policy.FailureCoolDown ? named : moment.Policy.FailureCoolDown;
        return new[] { limited, failed }.All(after => IsHeld(after.RateLimitCoolDown, moment, length)
            && IsNoSooner(after.RateLimitCoolDown, before.RateLimitCoolDown, moment))
            .Classify(before.RateLimitCoolDown is { } hold && !hold.Runs(moment.Now), "an old hold that is over");
    }

    [Property]
    internal bool A_failure_never_ends_a_cool_down_sooner(RenewalState before, OAuthError error, Grant sent, Moment moment) =>
        IsNoSooner(before.Failed(error, sent, moment.Now, moment.Policy).FailureCoolDown, before.FailureCoolDown, moment);

    [Property]
    internal bool A_failure_without_an_alternative_is_followed_by_a_cool_down(
        RenewalState before, OAuthError error, Grant sent, Moment moment) =>
        error is RateLimitedError
        || (sent.Kind.Use != GrantUse.Always && error is RejectedError { Kind: RejectionKind.InvalidGrant })
        || IsHeld(before.Failed(error, sent, moment.Now, moment.Policy).FailureCoolDown, moment, moment.Policy.FailureCoolDown);

    [Property]
    internal bool A_rejected_token_is_not_returned_again_and_a_stale_rejection_changes_nothing(Moment moment, Secret stale)
    {
        if (moment.State.Login is not { } login)
        {
            return moment.State.Rejected(stale, moment.Now, moment.Policy) == moment.State;
        }

        var after = moment.State.Rejected(login.Token.AccessToken, moment.Now, moment.Policy);
        return after.IsAccessTokenRejected
            && Renewal.Decide(moment.Policy, after, moment.Later, moment.Share).Served() is null
            && (stale == login.Token.AccessToken || moment.State.Rejected(stale, moment.Now, moment.Policy) == moment.State);
    }

    [Property]
    internal bool A_renewed_token_that_is_rejected_at_once_causes_a_cool_down(Moment moment, Secret sent)
    {
        var login = new SavedLogin(Sample.Token, moment.Now);
        var renewed = new RenewalState(Sample.Password, login).Rejected(login.Token.AccessToken, moment.Now, moment.Policy)
            .Received(login with { Token = login.Token with { AccessToken = "second" } }, Grant.RefreshToken(sent));
        var after = renewed.Rejected("second", moment.Now, moment.Policy);
        var (first, longest) = (moment.Policy.FailureCoolDown, moment.Policy.RejectionCoolDown);
        return longest == TimeSpan.Zero || IsHeld(after.FailureCoolDown, moment, first < longest ? first : longest);
    }

    [Property]
    internal bool No_rejection_applies_longer_than_the_policy_says(Moment moment)
    {
        var before = moment.State with { FailureCoolDown = moment.State.FailureCoolDown is { } one && !one.Runs(moment.Now) ? one : null };
        return before.Login is not { } login || before.IsAccessTokenRejected
            || before.Rejected(login.Token.AccessToken, moment.Now, moment.Policy).FailureCoolDown is not { } hold
            || hold == before.FailureCoolDown
            || (hold.Since == moment.Now && hold.Until - hold.Since <= moment.Policy.RejectionCoolDown);
    }

    /// <summary>Whatever came before, and whatever a store held.</summary>
    [Property]
    internal bool No_cool_down_that_is_made_or_merged_is_longer_than_the_longest(
        Moment moment, RenewalState other, OAuthError error, Grant sent, RetryAfter wait)
    {
        var before = moment.State.MergedWith(other, moment.Now, moment.Policy);
        RenewalState[] after =
        [
            before,
            before.Failed(error, sent, moment.Now, moment.Policy),
            before.Rejected(before.Login?.Token.AccessToken ?? new Secret("another"), moment.Now, moment.Policy),
            before.Limited(wait, moment.Now, moment.Policy),
            moment.State.MergedWith(moment.State with { FailureCoolDown = other.FailureCoolDown }, moment.Now, moment.Policy),
        ];
        return after.SelectMany(state => new[] { state.RateLimitCoolDown, state.FailureCoolDown }).OfType<CoolDown>()
            .All(hold => hold.Until - hold.Since <= moment.Policy.LongestCoolDown);
    }

    [Property]
    internal bool Merging_takes_the_newer_login_and_forgets_nothing_against_it(
        Moment moment, RenewalState other, bool isSameLogin, bool hasCode, bool hadCode)
    {
        var newer = (isSameLogin ? other with { Login = moment.State.Login } : other) with { SpentCode = hasCode ? new("newer") : null };
        var older = moment.State with { SpentCode = hadCode ? new("older") : null };
        var merged = newer.MergedWith(older, moment.Now, moment.Policy);
        var isSame = newer.Login == moment.State.Login;
        return merged with { RateLimitCoolDown = null, FailureCoolDown = null, IsAccessTokenRejected = false, SpentCode = null }
                == newer with { RateLimitCoolDown = null, FailureCoolDown = null, IsAccessTokenRejected = false, SpentCode = null }
            && merged.SpentCode == (hasCode ? newer.SpentCode! with { Earlier = older.SpentCode } : older.SpentCode)
            && (isSame || merged.FailureCoolDown == newer.FailureCoolDown?.AtMost(moment.Policy.LongestCoolDown))
            && merged.IsAccessTokenRejected == (newer.IsAccessTokenRejected || (isSame && moment.State.IsAccessTokenRejected))
            && new[] { newer.RateLimitCoolDown, moment.State.RateLimitCoolDown }
                .All(hold => IsNoSooner(merged.RateLimitCoolDown, hold, moment))
            && new[] { newer.FailureCoolDown, isSame ? moment.State.FailureCoolDown : null }
                .All(hold => IsNoSooner(merged.FailureCoolDown, hold, moment) && (hold is null || merged.FailureCoolDown is not null));
    }

    // Runs from now on for as long at least, or to the end of time; as far as the policy lets anything run.
    private static bool IsHeld(CoolDown? hold, Moment moment, TimeSpan length)
    {
        var least = length < moment.Policy.LongestCoolDown ? length : moment.Policy.LongestCoolDown;
        return least == TimeSpan.Zero || moment.Now == DateTimeOffset.MaxValue
            || (hold is not null && hold.Runs(moment.Now) && (hold.Until == DateTimeOffset.MaxValue || hold.Until - moment.Now >= least));
    }

    // What ran before, as far as the policy lets it run, runs as long.
    private static bool IsNoSooner(CoolDown? after, CoolDown? before, Moment moment) =>
        before?.AtMost(moment.Policy.LongestCoolDown) is not { } hold || !hold.Runs(moment.Now) || after?.Until >= hold.Until;
}

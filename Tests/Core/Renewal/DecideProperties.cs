namespace PodioOAuth.Functional.Core.Tests.Renewing;

/// <summary>Laws of deciding, over states that events may lead to and over others.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries), typeof(Moments)], MaxTest = 1000)]
public sealed class DecideProperties
{
    [Property]
    internal Property No_token_that_is_known_to_have_expired_is_returned(Moment moment) =>
        DecidingLaws.NothingExpired(Renewal.Decide, moment).Collect(Decide(moment).GetType().Name);

    [Property]
    internal bool None_is_returned_within_the_skew_if_it_can_be_renewed(Moment moment) =>
        DecidingLaws.NothingWithinTheSkew(Renewal.Decide, moment);

    [Property]
    internal bool Time_moves_decisions_one_way(Moment moment) => DecidingLaws.OneWay(Renewal.Decide, moment);

    [Property]
    internal bool A_token_of_unknown_age_is_not_used_alone_where_it_can_be_renewed(Moment moment) =>
        DecidingLaws.NothingOfUnknownAgeAlone(Renewal.Decide, moment);

    [Property]
    internal bool There_is_a_decision_at_every_instant(Moment moment) =>
        new[] { DateTimeOffset.MinValue, DateTimeOffset.MaxValue, moment.Now, moment.Now.ToOffset(TimeSpan.Zero) }
            .All(now => Decide(moment with { Now = now }) is not null);

    [Property]
    internal bool Used_alone_until_agrees_with_the_decision_on_both_sides(Moment moment)
    {
        if (moment.Free.State is not { Login: { } login } state || state.IsAccessTokenRejected || !DecidingLaws.CanAsk(state))
        {
            return true;
        }

        var until = Renewal.UsedAloneUntil(moment.Policy, login, moment.Share);
        return ((moment.Now < until && DecidingLaws.IsOfKnownAge(moment, moment.Now)) || login.Token.Lifetime is null)
            == Decide(moment.Free) is UseDecision;
    }

    [Property]
    internal bool A_login_ends_exactly_at_its_end(Moment moment)
    {
        var (ended, ends) = (moment with { State = moment.State with { EndsAt = moment.Now } },
            moment with { State = moment.State with { EndsAt = moment.Later } });
        return new[] { ended, ended with { Now = moment.Later } }.All(over =>
            Decide(over) is GiveUpDecision { Reason: SignInReason.NoLogin }
                && Renewal.DecideAnew(over.Policy, over.State, over.Now) == Decide(over))
            && (moment.Now == moment.Later || Decide(ends) == Decide(moment));
    }

    [Property]
    internal bool A_source_that_can_start_again_never_gives_up(Moment moment) =>
        moment.State.Origin is null || Decide(moment) is not GiveUpDecision;

    [Property]
    internal bool One_that_cannot_never_starts_again(Moment moment) =>
        moment.State.Origin is not null || Decide(moment) is not StartAgainDecision;

    [Property]
    internal bool A_token_of_unknown_lifetime_is_used_until_it_is_rejected(Moment moment, SavedLogin login)
    {
        var eternal = login with { Token = login.Token with { Lifetime = null } };
        var used = moment with { State = moment.State with { Login = eternal, IsAccessTokenRejected = false } };
        var refused = used with { State = used.State.Rejected(eternal.Token.AccessToken, used.Now, used.Policy) };
        return Decide(used) is UseDecision { Login: var handed } && handed == eternal && Decide(refused).Served() is null;
    }

    [Property]
    internal bool What_is_sent_is_the_refresh_token_while_it_is_good_and_the_origin_after(Moment moment)
    {
        var refresh = moment.State is { IsRefreshTokenSpent: false, Login.Token.RefreshToken: { } token }
            ? Grant.RefreshToken(token)
            : null;
        return Decide(moment).Match(
            use: _ => true,
            useAndRenew: d => d.With == (refresh ?? moment.State.Origin),
            renew: d => d.With == refresh,
            startAgain: d => refresh is null && d.With == moment.State.Origin,
            wait: _ => true,
            giveUp: _ => refresh is null);
    }

    [Property]
    internal bool During_a_cool_down_nothing_is_sent_and_a_valid_token_is_used(Moment moment)
    {
        var coolDowns = new[] { moment.State.RateLimitCoolDown, moment.State.FailureCoolDown }
            .OfType<CoolDown>().Select(coolDown => coolDown.AtMost(moment.Policy.LongestCoolDown))
            .Where(coolDown => coolDown.Runs(moment.Now)).ToList();
        return Decide(moment).Match(
            use: _ => true,
            useAndRenew: _ => coolDowns.Count == 0,
            renew: _ => coolDowns.Count == 0,
            startAgain: _ => coolDowns.Count == 0,
            wait: d => d.Until > moment.Now && d.Until == coolDowns.Max(coolDown => coolDown.Until),
            giveUp: _ => !DecidingLaws.CanAsk(moment.State));
    }

    [Property]
    internal bool More_of_a_share_is_never_later(Moment moment) => moment.State.Login is not { } login
        || Renewal.UsedAloneUntil(moment.Policy, login, 1) <= Renewal.UsedAloneUntil(moment.Policy, login, moment.Share)
        && Renewal.UsedAloneUntil(moment.Policy, login, moment.Share) <= Renewal.UsedAloneUntil(moment.Policy, login, 0);

    [Property]
    internal bool A_warning_is_due_exactly_if_there_is_a_refresh_token(Moment moment, SavedLogin login) =>
        Renewal.WarningDueAt(moment.Policy, login) is { } due
            ? login.Token.RefreshToken is not null && (due == DateTimeOffset.MaxValue || due - login.RequestedAt == moment.Policy.WarnAfter)
            : login.Token.RefreshToken is null;

    private static RenewalDecision Decide(Moment moment) => new Deciding(Renewal.Decide).By(moment);
}

namespace PodioOAuth.Functional.Core.Tests.Renewing;

/// <summary>Everything that a decision is made of, and a second instant, no earlier than the first.</summary>
/// <param name="Policy">When to renew.</param>
/// <param name="State">What is known.</param>
/// <param name="Share">The share of the jitter.</param>
/// <param name="Now">The instant.</param>
/// <param name="Later">The second instant.</param>
internal sealed record Moment(RenewalPolicy Policy, RenewalState State, double Share, DateTimeOffset Now, DateTimeOffset Later)
{
    /// <summary>The same without anything that holds a renewal back.</summary>
    internal Moment Free => this with { State = State with { RateLimitCoolDown = null, FailureCoolDown = null } };
}

/// <summary>Moments whose instants lie at the borders: where a margin begins, where a token or a hold ends, and a tick beside.</summary>
internal static class Moments
{
    // As close together as those of the logins, and as long as the spans of a policy.
    private static Gen<DateTimeOffset> Instants { get; } = PodioArbitraries.SavedLogins().Generator.Select(login => login.RequestedAt);

    private static Gen<TimeSpan> Spans { get; } = PodioArbitraries.RenewalPolicies().Generator.Select(policy => policy.Skew);

    private static Gen<bool> Seldom { get; } = Gen.Choose(0, 4).Select(one => one == 0);

    /// <summary>Cool-downs of every length: none, a tick, hours, a century.</summary>
    public static Arbitrary<CoolDown> CoolDowns() => Arb.From(
        from since in Instants from length in Spans select CoolDown.From(since, length));

    /// <summary>What may be known of a login, whether or not events lead there: with and without login, origin, cool-downs.</summary>
    public static Arbitrary<RenewalState> States() => Arb.From(
        from login in Gen.Frequency(
            (6, PodioArbitraries.SavedLogins().Generator.Select(login => (SavedLogin?)login)), (1, Gen.Constant<SavedLogin?>(null)))
        from origin in PodioArbitraries.Grants().Generator.OrNull()
        from pendingSince in Gen.Frequency(
            (3, Gen.Constant<DateTimeOffset?>(null)), (1, Instants.Select(instant => (DateTimeOffset?)instant)))
        from codeSince in Instants
        from isCodePending in Seldom
        from isSpent in Seldom
        from isRefused in Seldom
        from isOnProbation in Seldom
        from coolDown in Maybe(CoolDowns().Generator)
        from pause in Maybe(CoolDowns().Generator)
        select new RenewalState(origin, login)
        {
            PendingSince = pendingSince,
            PendingCodeSince = isCodePending ? pendingSince ?? codeSince : null,
            IsRefreshTokenSpent = isSpent,
            IsAccessTokenRejected = isRefused,
            IsOnProbation = isOnProbation,
            RateLimitCoolDown = coolDown,
            FailureCoolDown = pause,
        },
        Simpler);

    public static Arbitrary<Moment> All() => Arb.From(
        from policy in PodioArbitraries.RenewalPolicies().Generator
        from state in States().Generator
        from share in Gen.Elements(0, 0.25, 0.5, 1, -1, 2, double.NaN, double.PositiveInfinity)
        from one in Instant(policy, state, share)
        from other in Instant(policy, state, share)
        select new Moment(policy, state, share, one <= other ? one : other, one <= other ? other : one),
        moment => Simpler(moment.State).Select(state => moment with { State = state }));

    private static IEnumerable<RenewalState> Simpler(RenewalState state)
    {
        foreach (var login in state.Login is null ? [] : PodioArbitraries.SavedLogins().Shrinker(state.Login))
        {
            yield return state with { Login = login };
        }

        RenewalState[] plainer =
        [
            state with { PendingSince = null }, state with { PendingCodeSince = null }, state with { IsRefreshTokenSpent = false },
            state with { IsAccessTokenRejected = false }, state with { IsOnProbation = false }, state with { RateLimitCoolDown = null },
            state with { FailureCoolDown = null },
        ];
        foreach (var simpler in plainer.Where(simpler => simpler != state))
        {
            yield return simpler;
        }
    }

    private static Gen<CoolDown?> Maybe(Gen<CoolDown> coolDowns) =>
        Gen.Frequency((2, Gen.Constant<CoolDown?>(null)), (1, coolDowns.Select(one => (CoolDown?)one)));

    private static Gen<DateTimeOffset> Instant(RenewalPolicy policy, RenewalState state, double share)
    {
        var login = state.Login ?? new SavedLogin(Sample.Token, new DateTimeOffset(2026, 8, 11, 12, 0, 0, TimeSpan.Zero));
        var end = login.ExpiresAt ?? login.RequestedAt;
        DateTimeOffset[] borders =
        [
            login.RequestedAt, end, Plus(end, -policy.Skew), Plus(end, policy.Skew), Plus(end, -policy.Ahead),
            Renewal.UsedAloneUntil(policy, login, share),
            .. new[] { state.RateLimitCoolDown, state.FailureCoolDown }.OfType<CoolDown>().SelectMany(hold => new[]
            {
                hold.Since, hold.Until, Plus(hold.Since, hold.Since - hold.Until),
            }),
            DateTimeOffset.MinValue, DateTimeOffset.MaxValue,
        ];
        return Gen.Frequency(
            (8, from border in Gen.Elements(borders)
                from ticks in Gen.Choose(-1, 1)
                select Plus(border, TimeSpan.FromTicks(ticks))),
            (2, from border in Gen.Elements(borders)
                from seconds in Gen.Choose(-40_000, 40_000)
                select Plus(border, TimeSpan.FromSeconds(seconds))));
    }

    // Saturates, as Core does; told in another way.
    private static DateTimeOffset Plus(DateTimeOffset instant, TimeSpan span) => new(
        (long)System.Numerics.BigInteger.Min(
            System.Numerics.BigInteger.Max(new System.Numerics.BigInteger(instant.UtcTicks) + span.Ticks, 0), DateTime.MaxValue.Ticks),
        TimeSpan.Zero);
}

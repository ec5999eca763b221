using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional.Core.Tests.Renewing;

/// <summary>Everything that a decision is made of, and a second instant, no earlier than the first.</summary>
/// <param name="Policy">When to renew.</param>
/// <param name="State">What is known.</param>
/// <param name="Share">The share of the jitter.</param>
/// <param name="Now">The instant.</param>
/// <param name="Later">The second instant.</param>
public sealed record Moment(RenewalPolicy Policy, RenewalState State, double Share, DateTimeOffset Now, DateTimeOffset Later)
{
    /// <summary>The same without anything that holds a renewal back.</summary>
    internal Moment Free => this with { State = State with { CoolDown = null, Pause = null } };
}

/// <summary>Moments whose instants lie at the borders: where a margin begins, where a token or a hold ends, and a tick beside.</summary>
public static class Moments
{
    public static Arbitrary<Moment> All() => Arb.From(
        from policy in PodioArbitraries.RenewalPolicies().Generator
        from state in PodioArbitraries.RenewalStates().Generator
        from share in Gen.Elements(0, 0.25, 0.5, 1, -1, 2, double.NaN, double.PositiveInfinity)
        from one in Instant(policy, state, share)
        from other in Instant(policy, state, share)
        select new Moment(policy, state, share, one <= other ? one : other, one <= other ? other : one),
        moment => PodioArbitraries.RenewalStates().Shrinker(moment.State).Select(state => moment with { State = state }));

    private static Gen<DateTimeOffset> Instant(RenewalPolicy policy, RenewalState state, double share)
    {
        var login = state.Login ?? new SavedLogin(Sample.Token, new DateTimeOffset(2026, 8, 11, 12, 0, 0, TimeSpan.Zero));
        var end = login.ExpiresAt ?? login.RequestedAt;
        DateTimeOffset[] borders =
        [
            login.RequestedAt, end, Plus(end, -policy.Skew), Plus(end, policy.Skew), Plus(end, -policy.Ahead),
            Renewal.UsedAloneUntil(policy, login, share),
            .. new[] { state.CoolDown, state.Pause }.OfType<Hold>().SelectMany(hold => new[]
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

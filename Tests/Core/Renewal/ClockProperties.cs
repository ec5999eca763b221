namespace PodioOAuth.Functional.Core.Tests.Renewing;

/// <summary>A source that is asked now and then, while its clock is set.</summary>
/// <param name="Policy">When it renews.</param>
/// <param name="Lifetime">How long its tokens live.</param>
/// <param name="Share">Its share of the jitter.</param>
/// <param name="Steps">What happens before it is asked: so much time passes, and by so much the clock is set.</param>
internal sealed record ClockDay(
    RenewalPolicy Policy, TimeSpan Lifetime, double Share, IReadOnlyList<(TimeSpan Elapsed, TimeSpan Set)> Steps)
{
    private static readonly DateTimeOffset Start = new(2026, 8, 11, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Whether no token is served for as long as it lives from one setting of the clock to the next. Across two of them
    /// nobody can tell: a clock that is set to what it was when the token was requested is like one that was never set.</summary>
    internal bool KeepsLives(Deciding deciding)
    {
        var (passed, set) = (TimeSpan.Zero, TimeSpan.Zero); // The time that nobody sees, and what the clock is off by.
        var state = new RenewalState(Grant.App(1, "t"), Issue(Start));
        TimeSpan? since = TimeSpan.Zero; // When the token was issued, or first served by this setting of the clock.
        foreach (var step in Steps)
        {
            passed += step.Elapsed;
            set += step.Set;
            since = step.Set == TimeSpan.Zero ? since : null;
            var now = Start + passed + set;
            var decision = deciding(Policy, state, now, Share);
            if (decision.Served() is not null)
            {
                since ??= passed;
                if (passed - since >= Lifetime)
                {
                    return false;
                }
            }

            if (decision is not UseDecision) // Podio is there, and the renewal at once.
            {
                state = state.Received(Issue(now), Grant.RefreshToken("r"));
                since = passed;
            }
        }

        return true;
    }

    private SavedLogin Issue(DateTimeOffset requestedAt) => new(Sample.Token with { Lifetime = Lifetime }, requestedAt);
}

/// <summary>Days with a clock that goes back and forth by seconds, hours and months.</summary>
internal static class ClockDays
{
    private static Gen<TimeSpan> Elapsed { get; } = Gen.Frequency(
        (1, Gen.Constant(TimeSpan.Zero)),
        (3, Gen.Choose(1, 600).Select(seconds => TimeSpan.FromSeconds(seconds))),
        (3, Gen.Choose(1, 300).Select(minutes => TimeSpan.FromMinutes(minutes))),
        (1, Gen.Choose(1, 40).Select(days => TimeSpan.FromDays(days))));

    private static Gen<TimeSpan> Set { get; } = Gen.Frequency(
        (6, Gen.Constant(TimeSpan.Zero)),
        (1, Gen.Choose(-90, 90).Select(seconds => TimeSpan.FromSeconds(seconds))),
        (1, Gen.Choose(-600, 600).Select(minutes => TimeSpan.FromMinutes(minutes))),
        (1, Gen.Elements(-400, -30, 30, 400).Select(days => TimeSpan.FromDays(days))));

    public static Arbitrary<ClockDay> All() => Arb.From(
        from policy in PodioArbitraries.RenewalPolicies().Generator
        from lifetime in Gen.Elements(1, 60, 100, 600, 28_800, 30 * 86_400)
        from share in Gen.Elements(0, 0.5, 1)
        from steps in (from elapsed in Elapsed from set in Set select (elapsed, set)).ListOf()
        select new ClockDay(policy, TimeSpan.FromSeconds(lifetime), share, [.. steps]),
        day => day.Steps.Select((_, at) => day with { Steps = [.. day.Steps.Where((_, other) => other != at)] }));
}

/// <summary>Whatever is done to the clock, a token is served no longer than it lives.</summary>
[Properties(Arbitrary = [typeof(PodioArbitraries), typeof(ClockDays)], MaxTest = 1000)]
public sealed class ClockProperties
{
    [Property]
    internal Property No_token_is_served_beyond_its_lifetime(ClockDay day) => day.KeepsLives(Renewal.Decide)
        .Classify(day.Steps.Any(step => step.Set < TimeSpan.Zero), "set back")
        .Classify(day.Steps.Sum(step => step.Set.Ticks) is 0, "set right again or never wrong");

    [Fact]
    public void A_clock_that_was_a_month_ahead_for_one_renewal_costs_no_month()
    {
        var month = TimeSpan.FromDays(30);
        var day = new ClockDay(RenewalPolicy.Default, TimeSpan.FromHours(8), Share: 0,
        [
            (TimeSpan.FromHours(8), month), (TimeSpan.FromMinutes(1), -month),
            .. Enumerable.Repeat((TimeSpan.FromHours(1), TimeSpan.Zero), 720),
        ]);
        Assert.True(day.KeepsLives(Renewal.Decide));
    }
}

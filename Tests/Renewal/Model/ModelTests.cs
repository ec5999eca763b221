using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>Random schedules of callers, time, faults, cancellations, crashes, disposals and store failures, in virtual time, at every
/// await.</summary>
/// <remarks>With SCHEDULES=5000 in the environment each test runs so many.</remarks>
public sealed class ModelTests
{
    internal static readonly int? Asked = int.TryParse(
        Environment.GetEnvironmentVariable("SCHEDULES"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : null;

    [Fact]
    public void The_source_over_an_app_keeps_every_rule() => AssertKeepsEveryRule(Schedules.OfApp, Subjects.OfApp, count: 1300);

    [Fact]
    public void The_source_over_a_persons_login_keeps_every_rule() =>
        AssertKeepsEveryRule(Schedules.OfPerson, Subjects.OfPerson, count: 1300);

    [Fact]
    public void The_source_over_a_persons_login_keeps_every_rule_during_a_pause() =>
        AssertKeepsEveryRule(Schedules.OfPauses, Subjects.OfPerson, count: 600);

    [Fact]
    public void The_sources_of_a_registry_keep_every_rule() =>
        AssertKeepsEveryRule(Schedules.OfRegistry, Subjects.OfRegistry, count: 600);

    [Fact]
    public void A_look_that_fails_is_the_one_look_of_its_second()
    {
        var (call, step) = (new Operation(Act.Call, 0), new Operation(Act.Step, 0));
        Operation[] schedule =
        [
            call, step, step, step, new(Act.Advance, 582), step, step, step, // A token that has expired when it arrives.
            new(Act.RenewElsewhere, 0), new(Act.Advance, 0), new(Act.FailLock, 0), call, step, call,
        ];
        Assert.Empty(Simulation.Run(schedule, Subjects.OfRegistry).Violations);
    }

    [Fact]
    public void A_look_after_the_clock_was_set_back_is_the_one_look_of_its_second()
    {
        var step = new Operation(Act.Step, 0);
        Operation[] schedule =
        [
            new(Act.SignIn, 2), step, step, step, step, step, step, new(Act.Advance, 6), step, // A token that has expired when it is saved.
            new(Act.Advance, 0), new(Act.Call, 0), new(Act.Forget, 0), step, new(Act.SetBack, 0), new(Act.Step, 1), new(Act.Step, 1),
            new(Act.RenewElsewhere, 0), new(Act.Call, 0), // While the other process, which began before, is under way.
        ];
        Assert.Empty(Simulation.Run(schedule, Subjects.OfPerson).Violations);
    }

    [Fact]
    public void A_code_that_this_source_sent_is_not_sent_again_after_another_code_of_another_one()
    {
        Operation[] schedule =
        [
            new(Act.SignIn, 0), new(Act.Forget, 0), new(Act.Step, 1), new(Act.Step, 0), new(Act.Dispose, 0), new(Act.Step, 0),
            new(Act.SignIn, 0), new(Act.Redeliver, 0),
        ];
        Assert.Empty(Simulation.Run(schedule, Subjects.OfPerson).Violations);
    }

    private static void AssertKeepsEveryRule(Gen<Operation[]> schedules, Func<World, Subject> subject, int count) => Prop.ForAll(
        Arb.From(schedules, Schedules.Simpler),
        schedule =>
        {
            var (violations, timeline) = Simulation.Run(schedule, subject);
            return violations.Count == 0 ? true.ToProperty() : false.Label($"{string.Join("; ", violations.Distinct())}\n{timeline}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Asked ?? count).WithEndSize(60));
}

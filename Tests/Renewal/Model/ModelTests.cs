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

    private static void AssertKeepsEveryRule(Gen<Operation[]> schedules, Func<World, Subject> subject, int count) => Prop.ForAll(
        Arb.From(schedules, Schedules.Simpler),
        schedule =>
        {
            var (violations, timeline) = Simulation.Run(schedule, subject);
            return violations.Count == 0 ? true.ToProperty() : false.Label($"{string.Join("; ", violations.Distinct())}\n{timeline}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Asked ?? count).WithEndSize(60));
}

using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>Random schedules of callers, time, faults, cancellations, crashes and store failures, in virtual time, at every
/// await.</summary>
public sealed class ModelTests
{
    [Property(MaxTest = 3000, EndSize = 60)]
    public Property The_source_over_an_app_keeps_every_rule() => KeepsEveryRule(Schedules.OfApp, Subjects.OfApp);

    [Property(MaxTest = 3000, EndSize = 60)]
    public Property The_source_over_a_persons_login_keeps_every_rule() => KeepsEveryRule(Schedules.OfPerson, Subjects.OfPerson);

    private static Property KeepsEveryRule(Gen<Operation[]> schedules, Func<World, Subject> subject) => Prop.ForAll(
        Arb.From(schedules, Schedules.Simpler),
        schedule =>
        {
            var (violations, timeline) = Simulation.Run(schedule, subject);
            return (violations.Count == 0).Label($"{string.Join("; ", violations.Distinct())}\n{timeline}");
        });
}

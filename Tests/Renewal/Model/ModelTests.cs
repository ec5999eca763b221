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

    [Property(MaxTest = 1000)]
    public Property The_source_over_a_persons_login_keeps_every_rule_during_a_pause() =>
        KeepsEveryRule(Schedules.OfPauses, Subjects.OfPerson);

    [Property(MaxTest = 1000, EndSize = 60)]
    public Property The_sources_of_a_registry_keep_every_rule() => KeepsEveryRule(Schedules.OfRegistry, Subjects.OfRegistry);

    private static Property KeepsEveryRule(Gen<Operation[]> schedules, Func<World, Subject> subject) => Prop.ForAll(
        Arb.From(schedules, Schedules.Simpler),
        schedule =>
        {
            var (violations, timeline) = Simulation.Run(schedule, subject);
            return violations.Count == 0 ? true.ToProperty() : false.Label($"{string.Join("; ", violations.Distinct())}\n{timeline}");
        });
}

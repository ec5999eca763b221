using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>Schedules: random ones, and from one that breaks a rule the ones that are simpler.</summary>
internal static class Schedules
{
    internal static Gen<Operation[]> OfApp { get; } = Of(Operation.OfApp);

    internal static Gen<Operation[]> OfPerson { get; } = Of(Operation.OfPerson);

    /// <summary>A person has signed in, the token has expired, and a renewal fails: what comes after it comes during a pause. Another
    /// process may renew the login soon.</summary>
    internal static Gen<Operation[]> OfPauses { get; } =
        from fault in Gen.Elements(Surroundings.Pausing)
        from renewAfter in Gen.Choose(0, 12)
        from rest in Operation.OfPause.ArrayOf(60)
        select (Operation[])
        [
            new(Act.SignIn, 2), .. Steps, new(Act.Advance, 6), new(Act.Arm, fault), new(Act.Call, 0), .. Steps,
            .. rest[..renewAfter], new(Act.RenewElsewhere, 0), .. rest[renewAfter..],
        ];

    /// <summary>No entry is evicted: of the two sources of a login that there may be, one has it and the other has not.</summary>
    internal static Gen<Operation[]> OfRegistry { get; } = OfApp.Select(schedule => schedule.Where(act => act.Act != Act.Evict).ToArray());

    /// <summary>Without what a naive source is not made for.</summary>
    internal static Gen<Operation[]> Calm(Gen<Operation[]> schedules) => schedules.Select(
        schedule => schedule.Where(act => act.Act is not (Act.Crash or Act.FailWrite or Act.FailRead or Act.FailLock)).ToArray());

    internal static IReadOnlyList<Operation[]> Sample(Gen<Operation[]> schedules, int seed, int count) =>
        [.. Gen.Sample(schedules, count, new Rnd((ulong)seed, 1UL), 40)];

    /// <summary>Shorter ones, and those with a simpler choice in one act.</summary>
    internal static IEnumerable<Operation[]> Simpler(Operation[] schedule) => ScheduleShrinks.Simpler(schedule, act =>
        new[] { 0, act.Choice % 10, act.Choice / 2 }.Where(choice => choice < act.Choice).Distinct()
            .Select(choice => act with { Choice = choice }));

    /// <summary>The simplest that is found to break a rule still.</summary>
    internal static Operation[] Shrink(Operation[] schedule, Func<Operation[], bool> isBroken) =>
        ScheduleShrinks.Shrink(schedule, Simpler, isBroken);

    private static IEnumerable<Operation> Steps => Enumerable.Repeat(new Operation(Act.Step, 0), 20);

    private static Gen<Operation[]> Of(Gen<Operation> operations) => Gen.Sized(size => operations.ArrayOf(20 + (size * 4)));
}

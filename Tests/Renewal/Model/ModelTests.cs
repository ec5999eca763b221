using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit.Sdk;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>Random schedules of callers, time, faults, cancellations, crashes and store failures, in virtual time, at every await.</summary>
public sealed class ModelTests
{
    /// <summary>The bugs, each with three seeds under which it has to be found.</summary>
    public static TheoryData<string, int> Seeded
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var bug in Enum.GetNames<Bug>().Where(name => name != nameof(Bug.None)))
            {
                data.Add(bug, 1);
                data.Add(bug, 2);
                data.Add(bug, 3);
            }

            return data;
        }
    }

    private static Gen<Operation[]> Schedules { get; } = Gen.Sized(size => Operation.Generator.ArrayOf(20 + (size * 4)));

    private static Gen<Operation[]> CalmSchedules { get; } =
        Schedules.Select(schedule => schedule.Where(operation => operation.Act is not (Act.Crash or Act.FailWrite)).ToArray());

    [Property(MaxTest = 3000, EndSize = 60)]
    public Property The_source_keeps_every_rule() => Prop.ForAll(
        Arb.From(Schedules, Shorter),
        schedule =>
        {
            var (violations, timeline) = Simulation.Run(schedule, Subjects.Source);
            return (violations.Count == 0).Label($"{string.Join("; ", violations.Distinct())}\n{timeline}");
        });

    [Theory]
    [MemberData(nameof(Seeded))]
    public void A_seeded_bug_is_found(string bug, int seed)
    {
        var schedules = Gen.Sample(CalmSchedules, 40, new Rnd((ulong)seed, 1UL), 300).ToList();
        Assert.Contains(schedules, schedule => Simulation.Run(schedule, Subjects.Naive(Enum.Parse<Bug>(bug))).Violations.Count > 0);
    }

    [Fact]
    public void Without_a_bug_the_naive_source_passes_what_finds_the_bugs()
    {
        foreach (var schedule in Gen.Sample(CalmSchedules, 40, new Rnd(1UL, 1UL), 900))
        {
            var (violations, timeline) = Simulation.Run(schedule, Subjects.Naive(Bug.None));
            if (violations.Count > 0)
            {
                throw new XunitException(string.Join("; ", violations) + "\n" + timeline);
            }
        }
    }

    private static IEnumerable<Operation[]> Shorter(Operation[] schedule)
    {
        for (var length = schedule.Length / 2; length > 0; length /= 2)
        {
            for (var start = 0; start + length <= schedule.Length; start += length)
            {
                yield return [.. schedule[..start], .. schedule[(start + length)..]];
            }
        }
    }
}

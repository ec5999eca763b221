using FsCheck;
using FsCheck.Fluent;
using Xunit.Sdk;

namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>The test of the test: what the model is for is found, under each of three seeds, and what is right is let pass.</summary>
public sealed class SeededBugTests
{
    /// <summary>The bugs over an app, each with three seeds under which it has to be found.</summary>
    public static TheoryData<string, int> OfApp => Each(Enum.GetNames<Bug>());

    /// <summary>The bugs over a person's login, the same.</summary>
    public static TheoryData<string, int> OfPerson => Each(Enum.GetNames<LoginBug>());

    [Theory]
    [MemberData(nameof(OfApp))]
    public void A_seeded_bug_over_an_app_is_found(string bug, int seed) =>
        AssertFound(Schedules.OfApp, seed, Subjects.Naive(Enum.Parse<Bug>(bug)));

    [Theory]
    [MemberData(nameof(OfPerson))]
    public void A_seeded_bug_over_a_persons_login_is_found(string bug, int seed) =>
        AssertFound(
            bug == nameof(LoginBug.NoLookDuringAPause) ? Schedules.OfPauses : Schedules.OfPerson,
            seed,
            Subjects.NaiveLogin(Enum.Parse<LoginBug>(bug)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_disposal_that_does_not_wait_and_an_eviction_of_a_source_in_use_are_found(int seed)
    {
        AssertFound(Schedules.OfApp, seed, Subjects.EndingAtOnce);
        AssertFound(Schedules.OfRegistry, seed, Subjects.EvictingInUse);
    }

    [Fact]
    public void Without_a_bug_the_naive_source_over_an_app_passes_what_finds_the_bugs() =>
        AssertPasses(Schedules.OfApp, Subjects.Naive(Bug.None));

    [Fact]
    public void Without_a_bug_the_naive_source_over_a_persons_login_passes_what_finds_the_bugs() =>
        AssertPasses(Gen.OneOf(Schedules.OfPerson, Schedules.OfPauses), Subjects.NaiveLogin(LoginBug.None));

    [Fact]
    public void A_counterexample_shrinks_to_a_readable_timeline()
    {
        var subject = Subjects.NaiveLogin(LoginBug.ForgottenOnFailure);
        var found = Calm(Schedules.OfPerson, seed: 1).First(IsBroken);
        var shrunk = Schedules.Shrink(found, IsBroken);
        Assert.InRange(shrunk.Length, 1, 12);
        Assert.DoesNotContain(Schedules.Simpler(shrunk), IsBroken);
        var timeline = Simulation.Run(shrunk, subject).Timeline.Split('\n');
        Assert.InRange(timeline.Length, 5, 40);
        Assert.Contains(timeline, line => line.Contains(" person 1 ", StringComparison.Ordinal));
        Assert.Contains(timeline, line => line.Contains(" VIOLATION ", StringComparison.Ordinal));

        bool IsBroken(Operation[] schedule) => Simulation.Run(schedule, subject).Violations.Count > 0;
    }

    private static void AssertFound(Gen<Operation[]> schedules, int seed, Func<World, Subject> subject) =>
        Assert.Contains(Calm(schedules, seed), schedule => Simulation.Run(schedule, subject).Violations.Count > 0);

    private static void AssertPasses(Gen<Operation[]> schedules, Func<World, Subject> subject)
    {
        foreach (var schedule in Enumerable.Range(1, 3).SelectMany(seed => Calm(schedules, seed)))
        {
            var (violations, timeline) = Simulation.Run(schedule, subject);
            if (violations.Count > 0)
            {
                throw new XunitException(string.Join("; ", violations) + "\n" + timeline);
            }
        }
    }

    private static IReadOnlyList<Operation[]> Calm(Gen<Operation[]> schedules, int seed) =>
        Schedules.Sample(Schedules.Calm(schedules), seed, count: 300);

    private static TheoryData<string, int> Each(IEnumerable<string> bugs)
    {
        var data = new TheoryData<string, int>();
        foreach (var bug in bugs.Where(name => name != nameof(Bug.None)))
        {
            data.Add(bug, 1);
            data.Add(bug, 2);
            data.Add(bug, 3);
        }

        return data;
    }
}

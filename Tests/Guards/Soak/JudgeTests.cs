using PodioOAuth.Functional.Soak;
using Measure = PodioOAuth.Functional.Soak.Measure;

namespace PodioOAuth.Functional.Guards.Tests.Soak;

/// <summary>The judge of the soak finds growth, and only growth, in series that are made up.</summary>
public sealed class JudgeTests
{
    private static readonly Measure Handles = new("handles", Floor: 16);
    private static readonly Measure Heap = new("heap", Floor: 0, Share: 0.05);

    public static TheoryData<string, bool, Func<int, double>> Series => new()
    {
        { "nothing", false, _ => 0 },
        { "a level", false, _ => 100 },
        { "noise", false, i => 100 + Noise(i, 40) },
        { "a saw", false, i => 100 + (i % 7 * 10) },
        { "a warm-up", false, i => 100 + (Math.Min(i, 12) * 20) },
        { "one outlier at the end", false, i => i == 59 ? 10_000 : 100 },
        { "a fall", false, i => 1000 - (10 * i) },
        { "growth that is allowed", false, i => 100 + (i * 0.25) },
        { "one a round", true, i => 100 + i },
        { "one in two rounds", true, i => 100 + (i / 2) },
        { "growth below its own noise", true, i => 100 + i + Noise(i, 40) },
        { "steps", true, i => 100 + (i / 15 * 15) },
        { "growth of a saw", true, i => 100 + (i % 7 * 10) + i },
        { "growth from nothing", true, i => i },
    };

    [Theory, MemberData(nameof(Series))]
    public void Growth_is_found_and_nothing_else(string what, bool grows, Func<int, double> series)
    {
        var verdict = Judge.Of(Handles, [.. Enumerable.Range(0, 60).Select(series)]);
        Assert.True(verdict.Grows == grows, $"{what}: {verdict}");
    }

    [Theory, InlineData(4, false), InlineData(8, true)]
    public void A_share_refers_to_the_initial_value(double percent, bool grows) => Assert.Equal(
        grows, Judge.Of(Heap, [.. Enumerable.Range(0, 100).Select(i => 20_000 * (1 + (percent / 100 * i / 80)))]).Grows);

    [Theory, InlineData(4, false), InlineData(5, true)]
    public void A_level_may_be_too_high(double level, bool isTooHigh) => Assert.Equal(
        isTooHigh, Judge.Of(Handles with { AtMost = 4 }, [.. Enumerable.Repeat(level, 20)]).Grows);

    [Fact]
    public void Too_few_samples_say_nothing() => Assert.False(Judge.Of(Handles, [1, 100, 1000]).Grows);

    private static double Noise(int seed, int width) => new Random(seed).Next(-width, width + 1);
}

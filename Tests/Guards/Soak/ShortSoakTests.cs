using System.Xml.Linq;
using PodioOAuth.Functional.Soak;
using Measure = PodioOAuth.Functional.Soak.Measure;

namespace PodioOAuth.Functional.Guards.Tests.Soak;

/// <summary>The soak of an hour, in a second: the rounds are the same. A heap and a thread pool that are still warming up say nothing yet;
/// what else is counted does.</summary>
public sealed class ShortSoakTests
{
    private static readonly SoakOptions Short = new()
    {
        Length = TimeSpan.Zero,
        LeastRounds = 10,
        OperationsPerRound = 100,
        AtOnce = 8,
        Persons = 6,
    };

    private static readonly string[] Counted =
        ["handles", "sockets", "sockets left to the collector", "timers", "sources", "store files"];

    [Fact]
    public async Task A_thousand_operations_leave_nothing_behind()
    {
        var result = await SoakRun.RunAsync(Short, _ => { });
        Assert.Equal(1000, result.Operations);
        Assert.Equal(1000, result.Outcomes.Values.Sum());
        Assert.False(Growing(result).Any(), Report.Csv(result));
        Assert.Superset(
            new[]
            {
                "acquired: token", "acquired: UnreachableError", "called: 200", "own source: token", "person: token",
                "signed out: SignInAgainError", "signed out: forgotten",
            }.ToHashSet(),
            result.Outcomes.Keys.ToHashSet());
        Assert.Equal(result.Samples.Count + 1, Report.Csv(result).TrimEnd().Split('\n').Length);
        Assert.Equal(Measure.All.Count, XElement.Parse(Report.Svg(result)).Descendants().Count(it => it.Name.LocalName == "polyline"));
    }

    [Theory]
    [InlineData(SeededLeak.Responses, "sockets"), InlineData(SeededLeak.Abandoned, "sockets left to the collector")]
    [InlineData(SeededLeak.Sources, "sources")]
    public async Task A_deliberate_leak_is_found(object leak, string where)
    {
        // Of eight rounds, two that a busy machine turns around would leave no certain trend. And of six sockets that a round abandons, the
        // collections that the tests beside this one cause may leave none.
        var shorter = Short with { LeastRounds = 12, OperationsPerRound = 96, Leak = (SeededLeak)leak };
        var result = await SoakRun.RunAsync(shorter, _ => { });
        Assert.True(Growing(result).Contains(where), Report.Csv(result));
    }

    private static IEnumerable<string> Growing(SoakResult result) =>
        result.Verdicts.Where(verdict => verdict.Grows).Select(verdict => verdict.Measure.Name).Intersect(Counted);
}

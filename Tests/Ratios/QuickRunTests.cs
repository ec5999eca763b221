using System.Globalization;
using PodioOAuth.Functional.Benchmarks;

namespace PodioOAuth.Functional.Ratios.Tests;

/// <summary>
/// What holds however busy the machine is: that every figure is raced, that its contenders come to the same, and what they allocate. Times
/// are judged by whoever runs the ratios in full.
/// </summary>
public sealed class QuickRunTests(QuickRun run) : IClassFixture<QuickRun>
{
    // Every goal that was set, so that none gets lost: our contender, its peer, the measure, the number.
    private static readonly string[] Promised =
    [
        "HttpClientTransport | HttpClient, prepared bytes, reply drained | Time 1.05 1.05",
        "HttpClientTransport | HttpClient, prepared bytes, reply drained | Bytes 1.3 1.3",
        "HttpClientTransport | Duende.IdentityModel RequestPasswordTokenAsync | Time 1 1",
        "HttpClientTransport | Duende.IdentityModel RequestPasswordTokenAsync | Bytes 1 1",
        "HttpClientTransport | FormUrlEncodedContent and source-generated record | Time 1 1",
        "HttpClientTransport | FormUrlEncodedContent and source-generated record | Bytes 1 1",
        "FlurlTransport | Flurl PostUrlEncodedAsync and ReceiveJson | Time 0.9 0.8",
        "FlurlTransport | Flurl PostUrlEncodedAsync and ReceiveJson | Bytes 0.5 0.5",
    ];

    [Fact]
    public void Every_goal_over_loopback_is_raced_by_one_caller_and_by_64() => Assert.Equal(
        Promised,
        run.Results.Where(result => result.Figure.Name.StartsWith("a token through", StringComparison.Ordinal))
            .SelectMany(result => result.Figure.Goals.Select(goal => (result.Figure, goal)))
            .GroupBy(
                it => $"{it.Figure.Ours.Name} | {it.Figure.Peer.Name} | {it.goal.Measure}",
                (name, goals) => $"{name} {string.Join(' ', goals.Select(it => it.goal.AtMost.ToString(CultureInfo.InvariantCulture)))}"));

    [Fact]
    public void Start_up_may_take_15_ms_more()
    {
        var goal = Assert.Single(run.Results[^1].Figure.Goals);
        Assert.Equal(new Goal(Measure.Time, AtMost: 15_000_000, Comparison.Difference), goal);
    }

    [Fact]
    public void Each_figure_has_a_row_for_time_and_one_for_bytes_with_costs_in_them()
    {
        var rows = run.Output.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)
            && !line.StartsWith("| figure", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal));
        Assert.Equal(run.Results.Count * 2, rows.Count());
        Assert.All(run.Results, result => Assert.All(
            Enum.GetValues<Measure>(), measure => Assert.True(result.Ours(measure) > 0 && result.Peer(measure) > 0, result.Figure.Name)));
    }

    // The most that ours may allocate for each byte of the peer's. Looser than the goals: without optimisation each async method is an object
    // more, and Flurl's goal is missed. Tight enough to see an object or two too many.
    [Theory]
    [InlineData("HttpClient, prepared bytes, reply drained", 1.5)]
    [InlineData("Duende.IdentityModel RequestPasswordTokenAsync", 0.7)]
    [InlineData("FormUrlEncodedContent and source-generated record", 1)]
    [InlineData("Flurl PostUrlEncodedAsync and ReceiveJson", 0.65)]
    [InlineData("FormUrlEncodedContent, read into an array", 0.6)]
    [InlineData("System.Text.Json, source-generated record", 0.5)]
    [InlineData("Duende.IdentityModel TokenResponse, no value read", 0.3)]
    [InlineData("Duende.IdentityModel TokenResponse, each value read", 0.3)]
    public void Ours_allocates_no_more_than_it_did(string peer, double atMost)
    {
        var results = run.Results.Where(result => result.Figure.Peer.Name == peer).ToList();
        Assert.NotEmpty(results);
        Assert.All(results, result => Assert.InRange(result.Compare(Measure.Bytes, Comparison.Ratio).Median, 0, atMost));
    }
}

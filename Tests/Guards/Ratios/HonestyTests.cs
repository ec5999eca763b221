using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PodioOAuth.Functional.Guards.Tests;

/// <summary>What makes a ratio worth something.</summary>
public sealed class HonestyTests
{
    [Fact]
    public void Contenders_that_come_to_different_things_are_not_raced()
    {
        var figure = new Figure("x", Contender.Of("ours", () => 1), Contender.Of("peer", () => 2), [], () => Agreement.Check(1, 2));
        Assert.Throws<InvalidOperationException>(() => Race.Run(figure, Paces.Computing.Quick));
    }

    [Fact]
    public async Task A_query_that_does_not_send_the_token_request_gets_no_token()
    {
        using var server = ServerProcess.Start();
        using var client = new HttpClient();
        using var nothing = new FormUrlEncodedContent([]);

        using var response = await client.PostAsync(new Uri(server.Podio, "oauth/token"), nothing);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_server_ends_with_the_one_that_started_it()
    {
        using var process = ThisProgram.Start(ServerProcess.Argument);
        var port = int.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);

        process.StandardInput.Close(); // As the system does for a process that is gone.

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, process.ExitCode);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await Assert.ThrowsAsync<SocketException>(() => socket.ConnectAsync(IPAddress.Loopback, port));
    }

    [Fact]
    public void Every_caller_of_a_contender_works_at_the_same_time()
    {
        var (inside, most) = (0, 0);
        var everybody = new TaskCompletionSource();
        var contender = Contender.Of(
            "many",
            async () =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                if (inside == 64)
                {
                    everybody.SetResult();
                }

                await everybody.Task;
                return inside;
            },
            callers: 64);

        Assert.Equal(64, contender.Run(64).Operations);
        Assert.Equal(64, most);
    }

    [Theory, InlineData(14, Verdict.Met), InlineData(16, Verdict.Missed)]
    public void A_goal_may_be_a_difference(long more, object verdict)
    {
        var round = new Round([(new Slice(1, 100 + more, 0), new Slice(1, 100, 0))]);
        var goal = new Goal(Measure.Time, AtMost: 15, Comparison.Difference);
        var figure = new Figure("x", Contender.Of("ours", () => 1), Contender.Of("peer", () => 1), [goal], () => { });
        var ticks = 1e9 / Stopwatch.Frequency;

        var compared = new RaceResult(figure, [round]).Compare(Measure.Time, Comparison.Difference);

        Assert.Equal(more * ticks, compared.Median, 6);
        Assert.Equal(verdict, goal.Judge(new Quartiles(compared.Lower / ticks, compared.Median / ticks, compared.Upper / ticks)));
    }

    // Twice as many cost that much.
    [Theory, InlineData(1, 0), InlineData(2, 1), InlineData(4, 2)]
    public void An_exponent_is_of_the_larger_half(double factor, double exponent)
    {
        var points = Enumerable.Range(0, 8).Select(i => new CurvePoint(1 << i, i < 4 ? 100 : 100 * Math.Pow(factor, i), Bytes: 1));
        var curve = new Curve(new("x", "y", [], _ => Contender.Of("z", () => 1)), [.. points]);
        Assert.Equal(exponent, curve.Exponent(Measure.Time), 6);
        Assert.Equal(0, curve.Exponent(Measure.Bytes), 6);
        Assert.Equal(exponent <= 1.1, curve.IsMet);
    }

    [Fact]
    public void A_part_that_is_measured_again_leaves_the_other_tables_as_they_are() => Assert.Equal(
        "head\n\n## a\n\n1\n\n## b\n\n3\n\n## c\n\n1\n\n![The curves of the last table](curves.svg)\n",
        ResultsFile.Replace(
            "head\n\n## a\n\n1\n\n## b\n\n1\n2\n\n## c\n\n1\n\n![The curves of the last table](curves.svg)\n",
            "machine\n\n## b\n\n3\n"));

    [Fact]
    public void What_is_no_option_is_refused()
    {
        Assert.Equal(new RatiosOptions(Quick: true, IsWritten: true), RatiosOptions.Parse(["--write", "--quick"]));
        Assert.Equal(new RatiosOptions(IsNative: true), RatiosOptions.Parse(["--native"]));
        Assert.Equal(new RatiosOptions(Only: "x"), RatiosOptions.Parse(["--only", "x"]));
        Assert.Null(RatiosOptions.Parse(["--only"]));
        Assert.Null(RatiosOptions.Parse(["--fast"]));
        Assert.Equal(new RatiosOptions(Only: "x", IsWritten: true), RatiosOptions.Parse(["--write", "--only", "x"]));
    }
}

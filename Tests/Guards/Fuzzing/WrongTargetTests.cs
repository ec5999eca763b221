using PodioOAuth.Functional.Fuzzing;
using Worker = PodioOAuth.Functional.Fuzzing.Worker;

namespace PodioOAuth.Functional.Guards.Tests.Fuzzing;

/// <summary>Fuzzing would notice: targets with a mistake in them are found out, and coverage leads where chance does not.</summary>
public sealed class WrongTargetTests
{
    private static readonly Action Fine = () => { };

    private static readonly Limits Strict = Limits.Default with { Time = TimeSpan.FromMilliseconds(20) };

    private static readonly Dictionary<string, Func<byte[], Action>> Mistakes = new()
    {
        ["IndexOutOfRangeException*"] = input => () => Law.Holds(input[input.Length] == 0, "never"),
        ["BrokenLawException: a law"] = _ => () => Law.Holds(false, "a law"),
        [Finding.AllocatesTooMuch] = _ => new byte[9 * 1024 * 1024].LongLength > 0 ? Fine : Fine,
        [Finding.IsSlow] = _ => Work(TimeSpan.FromMilliseconds(30)),
    };

    public static TheoryData<string> Findings => [.. Mistakes.Keys];

    [Theory, MemberData(nameof(Findings))]
    public void A_mistake_is_found(string finding)
    {
        var target = Target(input => input.IndexOf((byte)'&') < 0 ? Fine : Mistakes[finding](input.ToArray()));
        using var edges = new EdgeMap();
        var result = new Fuzzer(target, edges, seed: 1, Strict).Run(target.Seeds(), executions: 20);
        Assert.NotEmpty(result.Findings);
        Assert.All(result.Findings, it => Assert.StartsWith(finding.TrimEnd('*'), it.What, StringComparison.Ordinal));
        Assert.All(result.Findings, it => Assert.Contains((byte)'&', it.Input));
    }

    [Fact]
    public void What_is_found_is_found_again_by_the_same_seed()
    {
        var target = Target(input => input.Length % 7 == 6 ? throw new FormatException() : Fine);
        using var edges = new EdgeMap();
        var runs = Enumerable.Range(0, 2).Select(_ => new Fuzzer(target, edges, seed: 5).Run(target.Seeds(), executions: 500)).ToArray();
        Assert.NotEmpty(runs[0].Findings);
        Assert.Equal(runs[0].Findings.Select(it => it.Input), runs[1].Findings.Select(it => it.Input));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Coverage_leads_to_what_chance_does_not_reach(bool isGuided)
    {
        using var edges = new EdgeMap();
        var target = Target(input =>
        {
            var depth = input.CommonPrefixLength("bug"u8);
            edges.Counts[isGuided ? depth : 0] = 1;
            return () => Law.Holds(depth < 3, "nobody gets here");
        });
        var result = new Fuzzer(target, edges, seed: 1).Run([[]], executions: 25_000);
        Assert.Equal(isGuided ? (4, true) : (1, false), (result.Edges, result.Findings.Count > 0));
    }

    [Fact]
    public void An_input_that_hangs_is_detected()
    {
        using var noticed = new ManualResetEventSlim();
        var target = Target(_ => noticed.Wait(TimeSpan.FromSeconds(30)) ? Fine : throw new TimeoutException());
        using var edges = new EdgeMap();
        var fuzzer = new Fuzzer(target, edges, seed: 1);
        using var watchdog = new Watchdog(() => fuzzer.Executions, TimeSpan.FromMilliseconds(20), noticed.Set);
        Assert.DoesNotContain(
            fuzzer.Run([[]], executions: 1).Findings, it => it.What.StartsWith(nameof(TimeoutException), StringComparison.Ordinal));
    }

    [Theory, InlineData(Worker.Hangs, Finding.Hangs), InlineData(134, "ends the process with 134")]
    public void An_input_that_ends_its_process_is_kept(int code, string what)
    {
        using var folder = new TemporaryFolder();
        using (var journal = new Journal(folder.Path))
        {
            journal.Write("long and wrong"u8, executions: 40);
            journal.Write("wrong"u8, executions: 41);
        }

        var result = Worker.Read(folder.Path, code);
        var finding = Assert.Single(result.Findings);
        Assert.Equal((41, what), (result.Executions, finding.What));
        Assert.Equal("wrong"u8.ToArray(), finding.Input);
        var kept = Directory.GetFiles(Path.Combine(folder.Path, "findings")).Order(StringComparer.Ordinal).Select(File.ReadAllText);
        Assert.Equal(["wrong", what + "\n"], kept);
    }

    private static Action Work(TimeSpan time)
    {
        for (var start = Environment.CpuUsage.TotalTime; Environment.CpuUsage.TotalTime - start < time;)
        {
            Thread.SpinWait(1_000);
        }

        return Fine;
    }

    private static FuzzTarget Target(FuzzBody run) => new("wrong", 1, run, () => [[1, 2, 3]]) { Words = ["&"u8.ToArray(), [0]] };
}

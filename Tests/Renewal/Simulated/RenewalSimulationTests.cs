using LanguageExt;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional.Renewal.Tests.Simulated;

/// <summary>The simulation that users get: it lets pass what is right, ours and a worker of their own, and shows what is wrong in twelve
/// lines.</summary>
public sealed class RenewalSimulationTests
{
    /// <summary>The bugs, each with a word of the rule that it breaks.</summary>
    public static TheoryData<LoopBug, string> Bugs => new()
    {
        { LoopBug.DoubleRefresh, "Two renewals ran at once." },
        { LoopBug.DroppedRefreshToken, "A refresh token was sent again" },
        { LoopBug.NotSaved, "A refresh token was sent again" },
        { LoopBug.Expired, "An expired token was returned." },
        { LoopBug.CanceledFlight, "was canceled" },
        { LoopBug.NoPause, "A request was sent during a wait" },
        { LoopBug.GivenUp, "A login was lost" },
        { LoopBug.LockKept, "waits forever." },
    };

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_bug_in_a_worker_is_found_and_explained_in_twelve_lines(LoopBug bug, string rule)
    {
        // What hangs is waited for in real time.
        Assert.All(Enumerable.Range(1, bug == LoopBug.LockKept ? 1 : 3), seed =>
        {
            var outcome = RenewalSimulation.Check(world => new WorkerLoop(world, bug, continues: true).GetTokenAsync, seed: seed);
            Assert.False(outcome.Holds);
            Assert.Contains(rule, outcome.Law, StringComparison.Ordinal);
            var lines = outcome.Explanation.Split('\n');
            Assert.InRange(lines.Length, 2, 12);
            Assert.StartsWith($"{outcome.Law} (seed {seed}, schedule ", lines[0], StringComparison.Ordinal);
            Assert.EndsWith($"=> {outcome.Law}", lines[^1], StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_double_refresh_shrinks_to_two_callers()
    {
        var outcome = RenewalSimulation.Check(world => new WorkerLoop(world, LoopBug.DoubleRefresh, continues: true).GetTokenAsync);
        Assert.Equal(
            """
            08:00 8 hours later
            08:00 caller 1 requests a token
            08:00 caller 2 requests a token
            08:00 the store is read
            08:00 the store is read
            08:00 => Two renewals ran at once.
            """.ReplaceLineEndings("\n"),
            string.Join('\n', outcome.Explanation.Split('\n')[1..]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // Its lock then goes on on the thread pool, which is waited for.
    public void A_worker_without_a_bug_keeps_every_rule(bool continues) =>
        AssertHolds(world => new WorkerLoop(world, LoopBug.None, continues).GetTokenAsync, schedules: continues ? 500 : 50);

    [Fact]
    public void The_sources_keep_every_rule()
    {
        AssertHolds(
            world => TokenSource.Unattended(world.Exchange, world.AppRequest, world.SourceOptions).GetTokenAsync, schedules: 100);
        AssertHolds(world =>
        {
            var source = TokenSource.SignedIn(world.Exchange, world.Client, "jane", options: world.SourceOptions);
            return async cancellationToken =>
            {
                var answer = await source.GetTokenAsync(cancellationToken);
                return answer.Match(Right: _ => false, Left: error => error is SignInAgainError { Reason: SignInReason.NoLogin })
                    ? await source.RestoreAsync(world.Login, cancellationToken)
                    : answer;
            };
        }, schedules: 100);
    }

    [Fact]
    public void A_loop_that_renews_by_its_own_timer_keeps_every_rule() => AssertHolds(world =>
    {
        var worker = new WorkerLoop(world, LoopBug.None, continues: true);
        _ = RunAsync();
        return worker.GetTokenAsync;

        async Task RunAsync()
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMinutes(30), world.Clock);
            while (await timer.WaitForNextTickAsync())
            {
                await worker.GetTokenAsync(CancellationToken.None);
            }
        }
    });

    [Fact]
    public void A_made_up_token_is_reported() => Assert.Equal(
        "A token was returned that Podio hadn't granted.",
        RenewalSimulation.Check(_ => _ => Task.FromResult<Either<TokenSourceError, Token>>(
            new Token("a", "bearer", null, null, TokenReference.None, null))).Law);

    [Fact]
    public void An_exception_counts_as_a_lost_login()
    {
        var outcome = RenewalSimulation.Check(_ => _ => throw new IOException());
        Assert.Contains("an exception: IOException", outcome.Explanation, StringComparison.Ordinal);
        Assert.Contains("A login was lost", outcome.Law, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_in_only_one_run_is_reported_as_random()
    {
        var runs = 0;
        var outcome = RenewalSimulation.Check(
            world => ++runs == 1 ? _ => throw new IOException() : new WorkerLoop(world, LoopBug.None, continues: true).GetTokenAsync,
            crashes: false);
        Assert.Contains("at random", outcome.Explanation, StringComparison.Ordinal);
    }

    private static void AssertHolds(Func<SimulatedWorld, TokenProvider> create, int schedules = 500)
    {
        var outcome = RenewalSimulation.Check(create, schedules);
        Assert.True(outcome.Holds, outcome.Explanation);
    }
}

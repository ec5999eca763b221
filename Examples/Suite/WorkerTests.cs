namespace Suite;

/// <summary>The application's own worker in virtual time. It renews once, in every order of events.</summary>
public sealed class WorkerTests
{
    [Fact]
    public void The_worker_renews_once_and_loses_nothing()
    {
        var outcome = RenewalSimulation.Check(world => new Worker(world.Exchange, world.AppRequest, world.Clock).GetTokenAsync);
        Assert.True(outcome.Holds, outcome.Explanation);
    }

    [Fact]
    public void Without_its_lock_the_worker_renews_twice()
    {
        var outcome = RenewalSimulation.Check(
            world => new Worker(world.Exchange, world.AppRequest, world.Clock, isLocked: false).GetTokenAsync);
        Assert.Equal(
            """
            00:00 caller 1 requests a token
            00:00 caller 2 requests a token
            00:00 => Two renewals ran at once.
            """.ReplaceLineEndings("\n"),
            string.Join('\n', outcome.Explanation.Split('\n')[1..]));
    }
}

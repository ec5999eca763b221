using LanguageExt;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>A lease that is lost at each point of a renewal: nothing is sent from then on, no newer login is written over, and no login
/// that Podio granted is thrown away.</summary>
public sealed class LostLeaseTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2); // Only a test that fails waits for so long.

    // Two reads: the login and the client's cool-down. One write before the request: the intent. Paused for so long that the lease is
    // over, a process may go on before the lock has told it: then it looks again. A reply that comes after the other's does not replace it.
    [Theory]
    [InlineData("after lock", 1, 0), InlineData("after read", 1, 0), InlineData("after read", 2, 0)]
    [InlineData("after read", 2, 0, true), InlineData("after write", 1, 0), InlineData("after write", 1, 0, true)]
    [InlineData("before exchange", 1, 1)]
    public async Task If_another_process_continued_its_token_is_kept_and_nothing_is_sent_before_the_request(
        string step, int number, int sent, bool isPaused = false)
    {
        await using var bench = await LeaseBench.CreateAsync();
        bench.LoseToOtherAt(step, number, paused: isPaused ? TimeSpan.FromSeconds(2) : null);
        var answer = await bench.First.GetTokenAsync();
        var others = bench.Others.Right();
        Assert.Equal(sent, bench.Sent);
        Assert.True(answer.Match(Right: token => token == others, Left: error => error is LockLostError && !isPaused));
        Assert.Equal(others, await bench.StoredAsync());
        Assert.Equal(others, await bench.First.TokenAsync());
        await bench.RenewedAsync();
    }

    [Fact]
    public async Task A_lease_lost_before_the_request_is_reported_and_the_next_call_sends_it()
    {
        await using var bench = await LeaseBench.CreateAsync();
        bench.At("after write", 1, () => bench.LoseAsync());
        Assert.Equal(TokenSourceError.LockLost, await bench.First.ErrorAsync());
        Assert.Equal(0, bench.Sent);
        var token = await bench.First.TokenAsync();
        Assert.Equal(1, bench.Sent);
        Assert.Equal(token, await bench.StoredAsync());
    }

    [Theory]
    [InlineData("before exchange"), InlineData("after exchange")]
    [InlineData(null)] // It is not lost; but a store that is always slow is no reason not to renew.
    public async Task Its_token_is_stored_if_no_other_process_continued(string? step)
    {
        await using var bench = await LeaseBench.CreateAsync();
        bench.Step = async at =>
        {
            bench.Advance(step is null && at == "after read" ? TimeSpan.FromSeconds(2) : TimeSpan.Zero);
            await (at == step ? bench.LoseAsync() : Task.CompletedTask);
        };
        var token = await bench.First.TokenAsync();
        Assert.Equal(1, bench.Sent);
        Assert.Equal(token, await bench.StoredAsync());
        await bench.RenewedAsync();
    }

    [Fact]
    public async Task Its_token_is_stored_although_another_process_learned_that_the_refresh_token_is_used_up()
    {
        await using var bench = await LeaseBench.CreateAsync();
        bench.LoseToOtherAt("after exchange");
        var token = await bench.First.TokenAsync();
        Assert.IsType<UndecidedError>(bench.Others.Left());
        Assert.Equal(token, await bench.StoredAsync());
        bench.Advance(TimeSpan.FromSeconds(1)); // Until then the other one does not look again.
        Assert.Equal(token, await bench.Other.TokenAsync());
        await bench.RenewedAsync();
    }

    [Theory]
    [InlineData("after exchange")] // What it got is stored though the other is still waiting for a refusal.
    [InlineData("before exchange")] // A refusal that comes after the loss is not held against the login.
    public async Task A_reply_that_arrives_while_another_caller_waits_counts_if_it_brings_a_token(string step)
    {
        await using var bench = await LeaseBench.CreateAsync();
        var (isAsking, mayGoOn) = (NewGate(), NewGate());
        Task<Either<TokenSourceError, Token>>? others = null;
        bench.OthersStep = async at =>
        {
            if (at == "after exchange")
            {
                bench.OthersStep = _ => Task.CompletedTask;
                isAsking.SetResult();
                await mayGoOn.Task.WaitAsync(Patience);
            }
        };
        bench.At(step, 1, async () =>
        {
            await bench.LoseAsync();
            others = bench.Other.GetTokenAsync();
            await isAsking.Task.WaitAsync(Patience);
        });
        var isGranted = step == "after exchange";
        var first = bench.First.GetTokenAsync();
        await isAsking.Task.WaitAsync(Patience);
        var lost = isGranted ? TokenSourceError.LockLost : (await first).Left();
        mayGoOn.SetResult();
        Assert.Equal(TokenSourceError.LockLost, lost);
        Assert.Equal(isGranted, (await others!).Match(Right: _ => false, Left: error => error is UndecidedError));
        var token = (await (isGranted ? first : others)).Right();
        Assert.Equal(token, await bench.StoredAsync());
        Assert.Equal(token, await bench.First.TokenAsync());
        await bench.RenewedAsync();
    }

    [Fact]
    public async Task A_rate_limit_that_is_reached_after_the_loss_is_shared_nevertheless()
    {
        await using var bench = await LeaseBench.CreateAsync();
        bench.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300)));
        bench.At("before exchange", 1, () => bench.LoseAsync());
        await bench.First.ErrorAsync();
        Assert.IsType<CoolingDownError>(await bench.Other.ErrorAsync());
    }

    [Theory]
    [InlineData("after exchange")] // While it waits for the reply.
    [InlineData("after write")] // To send the code later would be to send one that is known as spent: it is sent under a new lock.
    public async Task A_sign_in_that_loses_its_lease_is_sent_once_and_stored(string step)
    {
        await using var bench = await LeaseBench.CreateAsync();
        bench.At(step, 1, () => bench.LoseAsync());
        var token = (await bench.First.SignInAsync(bench.NewCode(), SamplePodio.RedirectUri)).Right();
        Assert.Equal(1, bench.Sent);
        Assert.Equal(token, await bench.StoredAsync());
    }

    [Fact]
    public async Task A_sign_in_that_loses_its_lease_to_a_newer_login_says_so_and_leaves_it()
    {
        await using var bench = await LeaseBench.CreateAsync();
        bench.LoseToOtherAt("after exchange", code: bench.NewCode());
        Assert.Equal(TokenSourceError.LockLost, (await bench.First.SignInAsync(bench.NewCode(), SamplePodio.RedirectUri)).Left());
        Assert.Equal(bench.Others.Right(), await bench.StoredAsync());
        Assert.Equal(bench.Others.Right(), await bench.First.TokenAsync());
    }

    private static TaskCompletionSource NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

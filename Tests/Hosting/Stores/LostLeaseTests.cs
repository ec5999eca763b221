using LanguageExt;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>A lease that is lost at each point of a renewal: nothing is sent from then on, no newer login is written over, and no login
/// that Podio granted is thrown away.</summary>
public sealed class LostLeaseTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10); // Only a test that fails waits for so long.

    // Two reads: the login and the client's cool-down. One write before the request: the intent.
    [Theory]
    [InlineData("after lock", 1)]
    [InlineData("after read", 1)]
    [InlineData("after read", 2)]
    [InlineData("after write", 1)]
    public async Task Before_its_request_nothing_is_sent_and_what_the_other_got_stands(string step, int number)
    {
        await using var bench = await LeaseBench.CreateAsync();
        Token? others = null;
        bench.At(step, number, async () =>
        {
            await bench.Store.LoseAsync();
            others = (await bench.Other.GetTokenAsync()).Right();
        });
        var answer = await bench.First.GetTokenAsync();
        Assert.Equal(0, bench.Sent);
        Assert.True(answer.Match(Right: token => token == others, Left: error => error is LockLostError));
        Assert.Equal(others, await bench.StoredAsync());
        Assert.Equal(others, (await bench.First.GetTokenAsync()).Right());
        await bench.RenewedAsync();
    }

    [Fact]
    public async Task Before_its_request_with_nobody_else_there_it_asks_when_it_is_called_again()
    {
        await using var bench = await LeaseBench.CreateAsync();
        bench.At("after write", 1, () => bench.Store.LoseAsync());
        Assert.Equal(TokenSourceError.LockLost, (await bench.First.GetTokenAsync()).Left());
        Assert.Equal(0, bench.Sent);
        var token = (await bench.First.GetTokenAsync()).Right();
        Assert.Equal(1, bench.Sent);
        Assert.Equal(token, await bench.StoredAsync());
    }

    // Paused for so long that the lease is over, a process may go on before the lock has told it.
    [Theory]
    [InlineData("after read", 2)]
    [InlineData("after write", 1)]
    public async Task After_a_long_pause_it_looks_again_before_it_goes_on(string step, int number)
    {
        await using var bench = await LeaseBench.CreateAsync();
        Token? others = null;
        bench.At(step, number, async () =>
        {
            await bench.Store.LoseAsync(isNoticed: false);
            bench.Clock.Advance(TimeSpan.FromSeconds(2));
            others = (await bench.Other.GetTokenAsync()).Right();
        });
        var token = (await bench.First.GetTokenAsync()).Right();
        Assert.Equal(others, token);
        Assert.Equal(0, bench.Sent);
        Assert.Equal(others, await bench.StoredAsync());
    }

    [Fact]
    public async Task A_store_that_is_always_slow_is_no_reason_not_to_renew()
    {
        await using var bench = await LeaseBench.CreateAsync();
        bench.Step = step =>
        {
            bench.Clock.Advance(step == "after read" ? TimeSpan.FromSeconds(2) : TimeSpan.Zero);
            return Task.CompletedTask;
        };
        var token = (await bench.First.GetTokenAsync()).Right();
        Assert.Equal(1, bench.Sent);
        Assert.Equal(token, await bench.StoredAsync());
    }

    [Theory]
    [InlineData("before exchange")]
    [InlineData("after exchange")]
    public async Task While_its_reply_is_awaited_what_it_got_is_stored_where_nobody_else_went_on(string step)
    {
        await using var bench = await LeaseBench.CreateAsync();
        bench.At(step, 1, () => bench.Store.LoseAsync());
        var token = (await bench.First.GetTokenAsync()).Right();
        Assert.Equal(1, bench.Sent);
        Assert.Equal(token, await bench.StoredAsync());
        await bench.RenewedAsync();
    }

    [Fact]
    public async Task A_reply_that_comes_after_the_other_s_does_not_replace_it()
    {
        await using var bench = await LeaseBench.CreateAsync();
        Token? others = null;
        bench.At("before exchange", 1, async () =>
        {
            await bench.Store.LoseAsync();
            others = (await bench.Other.GetTokenAsync()).Right();
        });
        var answer = await bench.First.GetTokenAsync(); // Its refresh token was spent by the other.
        Assert.True(answer.Match(Right: token => token == others, Left: error => error is LockLostError));
        Assert.Equal(others, await bench.StoredAsync());
        Assert.Equal(others, (await bench.First.GetTokenAsync()).Right());
        await bench.RenewedAsync();
    }

    [Fact]
    public async Task What_it_got_is_stored_though_the_other_was_told_that_the_refresh_token_is_spent()
    {
        await using var bench = await LeaseBench.CreateAsync();
        bench.At("after exchange", 1, async () =>
        {
            await bench.Store.LoseAsync();
            Assert.IsType<UndecidedError>((await bench.Other.GetTokenAsync()).Left());
        });
        var token = (await bench.First.GetTokenAsync()).Right();
        Assert.Equal(token, await bench.StoredAsync());
        bench.Clock.Advance(TimeSpan.FromSeconds(1)); // Until then the other one does not look again.
        Assert.Equal(token, (await bench.Other.GetTokenAsync()).Right());
        await bench.RenewedAsync();
    }

    [Fact]
    public async Task What_it_got_is_stored_though_the_other_is_still_waiting_for_a_refusal()
    {
        await using var bench = await LeaseBench.CreateAsync();
        var (isAsking, mayGoOn) = (NewGate(), NewGate());
        Task<Either<TokenSourceError, Token>>? others = null;
        bench.OthersStep = async step =>
        {
            if (step == "after exchange")
            {
                isAsking.SetResult();
                await mayGoOn.Task.WaitAsync(Patience);
            }
        };
        bench.At("after exchange", 1, async () =>
        {
            await bench.Store.LoseAsync();
            others = bench.Other.GetTokenAsync();
            await isAsking.Task.WaitAsync(Patience);
        });
        var first = bench.First.GetTokenAsync();
        await isAsking.Task.WaitAsync(Patience);
        bench.OthersStep = _ => Task.CompletedTask;
        mayGoOn.SetResult();
        Assert.IsType<UndecidedError>((await others!).Left());
        var token = (await first).Right();
        Assert.Equal(token, await bench.StoredAsync());
        await bench.RenewedAsync();
    }

    [Fact]
    public async Task A_refusal_that_comes_after_the_loss_is_not_held_against_the_login()
    {
        await using var bench = await LeaseBench.CreateAsync();
        var (isAsking, mayGoOn) = (NewGate(), NewGate());
        Task<Either<TokenSourceError, Token>>? others = null;
        bench.OthersStep = async step =>
        {
            if (step == "after exchange")
            {
                isAsking.SetResult();
                await mayGoOn.Task.WaitAsync(Patience);
            }
        };
        bench.At("before exchange", 1, async () =>
        {
            await bench.Store.LoseAsync();
            others = bench.Other.GetTokenAsync();
            await isAsking.Task.WaitAsync(Patience);
        });
        Assert.Equal(TokenSourceError.LockLost, (await bench.First.GetTokenAsync()).Left());
        bench.OthersStep = _ => Task.CompletedTask;
        mayGoOn.SetResult();
        var token = (await others!).Right();
        Assert.Equal(token, await bench.StoredAsync());
        Assert.Equal(token, (await bench.First.GetTokenAsync()).Right());
        await bench.RenewedAsync();
    }

    [Fact]
    public async Task A_rate_limit_that_is_met_after_the_loss_is_shared_all_the_same()
    {
        await using var bench = await LeaseBench.CreateAsync();
        bench.Podio.Update(state => state.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300))));
        bench.At("before exchange", 1, () => bench.Store.LoseAsync());
        (await bench.First.GetTokenAsync()).Left();
        Assert.IsType<CoolingDownError>((await bench.Other.GetTokenAsync()).Left());
    }

    [Fact]
    public async Task A_sign_in_that_loses_its_lease_while_it_waits_is_stored()
    {
        await using var bench = await LeaseBench.CreateAsync();
        bench.At("after exchange", 1, () => bench.Store.LoseAsync());
        var token = (await bench.First.SignInAsync(bench.NewCode(), SamplePodio.RedirectUri)).Right();
        Assert.Equal(token, await bench.StoredAsync());
    }

    [Fact]
    public async Task A_sign_in_that_loses_its_lease_to_a_newer_login_says_so_and_leaves_it()
    {
        await using var bench = await LeaseBench.CreateAsync();
        Token? others = null;
        bench.At("after exchange", 1, async () =>
        {
            await bench.Store.LoseAsync();
            others = (await bench.Other.SignInAsync(bench.NewCode(), SamplePodio.RedirectUri)).Right();
        });
        Assert.Equal(
            TokenSourceError.LockLost, (await bench.First.SignInAsync(bench.NewCode(), SamplePodio.RedirectUri)).Left());
        Assert.Equal(others, await bench.StoredAsync());
        Assert.Equal(others, (await bench.First.GetTokenAsync()).Right());
    }

    // To send it later would be to send a code that is known as spent.
    [Fact]
    public async Task A_code_is_sent_under_a_new_lock_after_the_loss()
    {
        await using var bench = await LeaseBench.CreateAsync();
        bench.At("after write", 1, () => bench.Store.LoseAsync());
        var token = (await bench.First.SignInAsync(bench.NewCode(), SamplePodio.RedirectUri)).Right();
        Assert.Equal(1, bench.Sent);
        Assert.Equal(token, await bench.StoredAsync());
    }

    private static TaskCompletionSource NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

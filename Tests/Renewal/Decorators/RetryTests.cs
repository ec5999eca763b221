namespace PodioOAuth.Functional.Renewal.Tests.Decorators;

/// <summary>Retrying, by plain cases.</summary>
public sealed class RetryTests
{
    private static readonly OAuthError Refused = OAuthError.Unreachable(UnreachableReason.ConnectionRefused, mayHaveBeenProcessed: false);

    private static readonly OAuthError Down = OAuthError.Unavailable(new ReplyFacts(503));

    /// <summary>The error, the grant, how many ambiguous retries are allowed, and the milliseconds until it is sent again: -1 for
    /// never.</summary>
    public static TheoryData<string, OAuthError, Grant, int, int> Cases => new()
    {
        { "refused", Refused, Bench.App.Grant, 0, 1000 },
        { "refused, code", Refused, Grant.AuthorizationCode("c0de"), 0, 1000 },
        { "limited for 7 s", Limited(RetryAfter.After(TimeSpan.FromSeconds(7))), Bench.App.Grant, 0, 7000 },
        { "limited for a split second", Limited(RetryAfter.After(TimeSpan.FromMilliseconds(1))), Bench.App.Grant, 0, 1000 },
        { "limited until an instant", Limited(RetryAfter.At(Bench.Start.AddSeconds(7))), Bench.App.Grant, 0, 7000 },
        { "limited, code", Limited(RetryAfter.After(TimeSpan.FromSeconds(7))), Grant.AuthorizationCode("c0de"), 1, -1 },
        { "limited for a minute", Limited(RetryAfter.After(TimeSpan.FromSeconds(60))), Bench.App.Grant, 0, 60_000 },
        { "limited for more", Limited(RetryAfter.After(TimeSpan.FromSeconds(61))), Bench.App.Grant, 0, -1 },
        { "limited, nobody knows how long", Limited(RetryAfter.Unknown), Bench.App.Grant, 0, -1 },
        { "down", Down, Bench.App.Grant, 0, -1 },
        { "down, asked for", Down, Bench.App.Grant, 1, 1000 },
        { "down, code", Down, Grant.AuthorizationCode("c0de"), 1, -1 },
        { "rejected", OAuthError.Rejected(new ReplyFacts(400), new ServerCode("invalid_grant")), Bench.App.Grant, 1, -1 },
    };

    [Theory, MemberData(nameof(Cases))]
    public void A_request_is_sent_again_after_the_wait_that_its_error_states(
        string name, OAuthError error, Grant grant, int ambiguous, int milliseconds)
    {
        var scripted = new ScriptedExchange(new Ending(error));
        var retrying = new TokenExchange(scripted.AskAsync).WithRetry(
            new RetryOptions { MaxAmbiguousRetries = ambiguous, Share = () => 1, TimeProvider = scripted.Clock });
        var asking = retrying(Bench.App with { Grant = grant }, CancellationToken.None);
        Assert.Equal(milliseconds < 0, asking.IsCompleted);
        scripted.Pass(milliseconds < 0 ? [] : [TimeSpan.FromMilliseconds(milliseconds)], asking);
        Assert.Equal(milliseconds < 0 ? [Bench.Start] : new[] { Bench.Start, Bench.Start.AddMilliseconds(milliseconds) }, scripted.Sends);
        Assert.NotEmpty(name);
    }

    [Theory]
    [InlineData(0.0, 500, 1000, 2000), InlineData(0.5, 750, 1500, 3000), InlineData(1.0, 1000, 2000, 4000)]
    [InlineData(-7.0, 500, 1000, 2000), InlineData(7.0, 1000, 2000, 4000), InlineData(double.NaN, 500, 1000, 2000)]
    public async Task Pauses_double_and_are_spread_by_a_share(double share, int first, int second, int third)
    {
        var scripted = new ScriptedExchange(new(Refused), new(Refused), new(Refused), new(Refused));
        var exchange = new TokenExchange(scripted.AskAsync)
            .WithRetry(new RetryOptions { Share = () => share, TimeProvider = scripted.Clock });
        var asking = exchange(Bench.App, CancellationToken.None);
        scripted.Pass(new[] { first, second, third }.Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds)), asking);
        await asking.WaitAsync(RunningProcess.Patience);
        Assert.Equal([0, first, first + second, first + second + third], scripted.Sends.Select(at => (at - Bench.Start).TotalMilliseconds));
    }

    [Fact]
    public async Task Cancelling_ends_a_wait_and_sends_nothing_more()
    {
        var scripted = new ScriptedExchange(new Ending(Refused));
        using var cancellation = new CancellationTokenSource();
        var retrying = new TokenExchange(scripted.AskAsync).WithRetry(new RetryOptions { TimeProvider = scripted.Clock });
        var asking = retrying(Bench.App, cancellation.Token);
        Assert.False(asking.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        scripted.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Single(scripted.Sends);
    }

    [Fact]
    public async Task An_invalid_request_passes_through()
    {
        var exchange = new InMemoryPodio(SamplePodio.State(Bench.Start)).Transport.ToTokenExchange().WithRetry();
        Assert.IsType<InvalidInputError>((await exchange(null!, CancellationToken.None)).Left());
        Assert.IsType<InvalidInputError>((await exchange(new TokenRequest(SamplePodio.Client, null!), CancellationToken.None)).Left());
    }

    [Fact]
    public void Options_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => TokenExchangeExtensions.WithRetry(null!));
        Assert.Throws<ArgumentNullException>(() => new RetryOptions { Share = null! });
        Assert.Throws<ArgumentNullException>(() => new RetryOptions { TimeProvider = null! });
        foreach (var count in new[] { -1, 101 })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new RetryOptions { MaxRetries = count });
            Assert.Throws<ArgumentOutOfRangeException>(() => new RetryOptions { MaxAmbiguousRetries = count });
        }

        foreach (var span in new[] { TimeSpan.FromTicks(-1), TimeSpan.FromDays(1) + TimeSpan.FromTicks(1) })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new RetryOptions { FirstWait = span });
            Assert.Throws<ArgumentOutOfRangeException>(() => new RetryOptions { LongestWait = span });
            Assert.Throws<ArgumentOutOfRangeException>(() => new RetryOptions { UnknownWait = span });
        }
    }

    private static OAuthError Limited(RetryAfter wait) => OAuthError.RateLimited(new ReplyFacts(420) { RetryAfter = wait });
}

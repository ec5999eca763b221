namespace PodioOAuth.Functional.Renewal.Tests.Decorators;

/// <summary>A time limit, in virtual time.</summary>
public sealed class TimeLimitTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static readonly OAuthError TimedOut = OAuthError.Unreachable(UnreachableReason.Timeout, mayHaveBeenProcessed: true);

    public static TheoryData<string> Endless => ["never", "until cancelled"];

    [Theory, MemberData(nameof(Endless))]
    public async Task After_the_time_limit_it_is_an_error_value_and_the_exchange_is_canceled(string kind)
    {
        var scripted = new ScriptedExchange(kind == "never" ? Ending.Never : Ending.UntilCancelled);
        var asking = Limited(scripted)(Bench.App, CancellationToken.None);
        scripted.Clock.Advance(Limit - TimeSpan.FromMilliseconds(1));
        Assert.False(asking.IsCompleted);
        Assert.False(scripted.LastCancellation.IsCancellationRequested);
        scripted.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(TimedOut, (await asking).Left());
        Assert.True(scripted.LastCancellation.IsCancellationRequested);
    }

    [Theory, MemberData(nameof(Endless))]
    public async Task The_callers_own_cancellation_stays_a_cancellation(string kind)
    {
        var scripted = new ScriptedExchange(kind == "never" ? Ending.Never : Ending.UntilCancelled);
        using var cancellation = new CancellationTokenSource();
        var asking = Limited(scripted)(Bench.App, cancellation.Token);
        await cancellation.CancelAsync();
        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.Equal(cancellation.Token, thrown.CancellationToken);
        Assert.True(scripted.LastCancellation.IsCancellationRequested);
    }

    [Fact]
    public async Task A_result_in_time_is_returned()
    {
        var scripted = new ScriptedExchange(new Ending(ScriptedExchange.Granted, Limit - TimeSpan.FromMilliseconds(1)));
        var asking = Limited(scripted)(Bench.App, CancellationToken.None);
        scripted.Clock.Advance(Limit - TimeSpan.FromMilliseconds(1));
        Assert.True((await asking).IsRight);
    }

    [Fact]
    public async Task A_result_that_arrives_because_of_the_limit_is_not_lost()
    {
        // The exchange meets its cancellation with a token that it just got.
        TokenExchange exchange = (_, cancellationToken) =>
        {
            var got = new TaskCompletionSource<LanguageExt.Either<OAuthError, Token>>();
            cancellationToken.Register(() => got.SetResult(ScriptedExchange.Granted));
            return got.Task;
        };
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Bench.Start);
        var asking = exchange.WithTimeLimit(Limit, clock)(Bench.App, CancellationToken.None);
        clock.Advance(Limit);
        Assert.True((await asking).IsRight);
    }

    [Fact]
    public void An_exchange_whose_cancellation_throws_has_timed_out_too_and_its_exception_is_reported_as_unobserved() =>
        Assert.True(Unobserved.Reports("One or more errors occurred. (It was half open.)", () =>
        {
            TokenExchange exchange = (_, cancellationToken) =>
            {
                cancellationToken.Register(() => throw new IOException("It was half open."));
                return new TaskCompletionSource<LanguageExt.Either<OAuthError, Token>>().Task;
            };
            var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Bench.Start);
            var asking = exchange.WithTimeLimit(Limit, clock)(Bench.App, CancellationToken.None);
            clock.Advance(Limit); // An exception of a timer would come out of here, and would end a process.
            Assert.Equal(TimedOut, asking.GetAwaiter().GetResult().Left());
        }));

    [Fact]
    public async Task A_transport_that_stops_at_the_limit_before_it_returns_a_task_has_timed_out_too()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Bench.Start);
        Transport blocking = (_, cancellationToken) =>
        {
            clock.Advance(Limit);
            cancellationToken.ThrowIfCancellationRequested();
            throw new InvalidOperationException("It was not cancelled.");
        };
        var asking = blocking.ToTokenExchange().WithTimeLimit(Limit, clock)(Bench.App, CancellationToken.None);
        Assert.Equal(TimedOut, (await asking).Left());
    }

    [Fact]
    public async Task A_cancellation_that_the_caller_did_not_request_is_the_exchanges_own()
    {
        var own = new OperationCanceledException("its own");
        var scripted = new ScriptedExchange(new Ending(own));
        Assert.Same(
            own, await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Limited(scripted)(Bench.App, CancellationToken.None)));
    }

    [Property(Arbitrary = [typeof(PodioArbitraries)])]
    public bool An_infinite_limit_returns_the_exchange_itself(OAuthError error)
    {
        TokenExchange exchange = new ScriptedExchange(new Ending(error)).AskAsync;
        return ReferenceEquals(exchange.WithTimeLimit(Timeout.InfiniteTimeSpan), exchange);
    }

    [Property(Arbitrary = [typeof(PodioArbitraries)])]
    public bool A_result_in_time_is_passed_on(OAuthError error, Token token) =>
        new[] { (object)error, token }.All(answer => Equals(
            answer,
            Limited(new ScriptedExchange(new Ending(answer)))(Bench.App, CancellationToken.None)
                .Result.Match<object>(Right: got => got, Left: got => got)));

    [Fact]
    public void Limits_outside_their_range_are_refused()
    {
        TokenExchange exchange = new ScriptedExchange().AskAsync;
        Assert.Throws<ArgumentNullException>(() => TokenExchangeExtensions.WithTimeLimit(null!, Limit));
        var beyond = TimeSpan.FromDays(1) + TimeSpan.FromTicks(1);
        foreach (var limit in new[] { TimeSpan.Zero, TimeSpan.FromSeconds(-1), TimeSpan.FromTicks(9999), beyond })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => exchange.WithTimeLimit(limit));
        }
    }

    private static TokenExchange Limited(ScriptedExchange scripted) =>
        new TokenExchange(scripted.AskAsync).WithTimeLimit(Limit, scripted.Clock);
}

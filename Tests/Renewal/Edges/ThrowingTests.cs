namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>An exchange or an observer that throws where it should answer.</summary>
public sealed class ThrowingTests
{
    private readonly Bench _bench = new();
    private int _calls;

    public static TheoryData<Exception, UnreachableReason> Exceptions => new()
    {
        { new TaskCanceledException("The request was canceled due to the configured HttpClient.Timeout."), UnreachableReason.Timeout },
        { new TimeoutException(), UnreachableReason.Timeout },
        { new HttpRequestException("Connection reset"), UnreachableReason.Other },
    };

    [Theory, MemberData(nameof(Exceptions))]
    public async Task An_exchange_that_throws_gives_an_error_a_pause_and_an_event(Exception exception, UnreachableReason reason)
    {
        await using var source = TokenSource.Unattended(Throwing(exception), Bench.App, _bench.Options);
        var expected = TokenSourceError.Exchange(OAuthError.Unreachable(reason, mayHaveBeenProcessed: true));
        Assert.Equal(expected, await source.ErrorAsync());
        for (var call = 0; call < 200; call++)
        {
            Assert.IsType<CoolingDownError>(await source.ErrorAsync());
        }

        Assert.Equal(1, _calls);
        var told = Assert.IsType<RenewalFailedEvent>(Assert.Single(_bench.Events));
        Assert.Equal(expected, told.Error);
        Assert.Contains(exception.GetType().Name, told.Diagnosis, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_old_token_is_served_while_it_is_valid()
    {
        await using (var before = _bench.OfApp())
        {
            await before.GetTokenAsync();
        }

        await using var source = TokenSource.Unattended(Throwing(new HttpRequestException()), Bench.App, _bench.Options);
        _bench.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(30));
        await source.TokenAsync();
        Assert.True(Assert.IsType<RenewalFailedEvent>(_bench.Events[^1]).IsOldTokenServed);
    }

    [Fact]
    public async Task A_code_that_was_sent_by_an_exchange_that_threw_is_undecided()
    {
        await using var source = TokenSource.SignedIn(
            Throwing(new HttpRequestException()), SamplePodio.Client, "jane", options: _bench.Options);
        Assert.IsType<ExchangeError>((await source.TryCodeAsync()).Left());
        Assert.IsType<UndecidedError>((await source.TryCodeAsync()).Left());
        Assert.Equal(1, _calls);
    }

    [Fact]
    public void An_exception_of_an_observer_reaches_no_caller_and_is_reported_as_unobserved() => Assert.True(Unobserved.Reports(
        "The log is full.",
        () =>
        {
            var options = _bench.Options with { Observer = _ => throw new IOException("The log is full.") };
            var source = _bench.OfApp(options);
            source.GetTokenAsync().GetAwaiter().GetResult().Right();
        }));

    [Fact]
    public async Task An_exception_of_an_observer_does_not_escape_from_the_timer()
    {
        var options = _bench.Options with { Observer = what => throw new IOException(what.ToString()) };
        await using var source = _bench.OfPerson(options: options);
        await source.SignInAsync();
        _bench.Advance(TimeSpan.FromDays(27)); // An exception of a timer would come out of here.
    }

    [Fact]
    public async Task Events_come_one_after_the_other_in_the_order_of_what_happened()
    {
        var (told, inside, most) = (new List<RenewalEvent>(), 0, 0);
        var slow = new ManualResetEventSlim();
        var options = _bench.Options with
        {
            Observer = what =>
            {
                most = Math.Max(most, Interlocked.Increment(ref inside));
                if (told.Count == 0)
                {
                    slow.Wait(RunningProcess.Patience);
                }

                told.Add(what);
                Interlocked.Decrement(ref inside);
            },
        };
        await using var source = _bench.OfApp(options);
        var first = source.GetTokenAsync();
        var second = source.RenewAsync();
        slow.Set();
        await first;
        var token = (await second).Right();
        Assert.Equal(1, most);
        Assert.Equal(token, Assert.IsType<RenewedEvent>(told[^1]).RevealLogin().Token);
    }

    private TokenExchange Throwing(Exception exception) => (_, _) =>
    {
        _calls++;
        throw exception;
    };

    [Fact]
    public async Task No_diagnosis_quotes_an_authorization_code()
    {
        await using var source = TokenSource.SignedIn(
            (request, _) => throw new InvalidOperationException($"POST code={((AuthorizationCodeGrant)request.Grant).Code.Reveal()}"),
            SamplePodio.Client, "jane", options: _bench.Options);
        (await source.TryCodeAsync()).Left();
        var diagnosis = Assert.Single(_bench.Events.OfType<RenewalFailedEvent>()).Diagnosis;
        Assert.NotNull(diagnosis);
        Assert.DoesNotContain(SamplePodio.Codes[0].Reveal(), diagnosis, StringComparison.Ordinal);
    }

    [Fact]
    public void A_transport_whose_cancellation_throws_leaves_nobody_waiting_and_that_is_reported_as_unobserved() =>
        Assert.True(Unobserved.Reports(
            "One or more errors occurred. (mine)",
            () => ThrowAtCancellationAsync().WaitAsync(RunningProcess.Patience).GetAwaiter().GetResult()));

    private async Task ThrowAtCancellationAsync()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var never = new TaskCompletionSource<LanguageExt.Either<OAuthError, Token>>();
        TokenExchange exchange = (_, cancellationToken) =>
        {
            cancellationToken.Register(() => throw new InvalidOperationException("mine"));
            asked.SetResult();
            return never.Task;
        };
        var source = TokenSource.Unattended(exchange, Bench.App, _bench.Options with { DisposeTimeout = TimeSpan.Zero });
        var waiting = source.GetTokenAsync();
        await asked.Task;
        await source.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
    }
}

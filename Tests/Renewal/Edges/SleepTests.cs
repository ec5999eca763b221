namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>A machine that sleeps: the wall clock goes on, the monotonic clock and its timers stand still.</summary>
public sealed class SleepTests
{
    private readonly Bench _bench = Bench.Scripted();
    private readonly SleepyClock _clock = new();

    private TokenSourceOptions Options => _bench.Options with { TimeProvider = _clock };

    [Fact]
    public async Task A_lease_that_may_have_ended_while_the_machine_slept_is_reacquired_before_anything_is_sent()
    {
        using var lease = new CancellationTokenSource();
        _bench.Script.Lease = lease.Token;
        await using var source = _bench.OfPerson(options: Options);
        await source.SignInAsync();
        await using var other = _bench.OfPerson();
        await other.TokenAsync();
        Sleep(TimeSpan.FromHours(8));
        Token? others = null;
        _bench.Script.AfterWrite = ScriptedStore.Once(async () =>
        {
            Sleep(TimeSpan.FromMinutes(5)); // Between the intent and the sending.
            await _bench.Script.SeizeAsync();
            others = await other.TokenAsync();
        });
        var token = await source.TokenAsync();
        Assert.Equal(others, token);
        Assert.Equal(2, _bench.Exchanges);
    }

    [Theory, InlineData(1000, true), InlineData(1001, false)]
    public async Task A_lease_is_treated_as_lost_after_more_than_a_second_of_sleep(int milliseconds, bool isKept)
    {
        using var lease = new CancellationTokenSource();
        _bench.Script.Lease = lease.Token;
        await using var source = _bench.OfPerson(options: Options);
        _bench.Script.AfterWrite = ScriptedStore.Once(() =>
        {
            _clock.Sleep(TimeSpan.FromMilliseconds(milliseconds));
            _bench.Script.Lease = CancellationToken.None;
            return Task.CompletedTask;
        });
        await source.SignInAsync();
        Assert.Equal(isKept ? 1 : 2, _bench.Script.Looks);
    }

    [Fact]
    public async Task A_reply_that_came_after_a_sleep_is_not_written_over_what_another_got()
    {
        using var lease = new CancellationTokenSource();
        _bench.Script.Lease = lease.Token;
        var fallAsleep = ScriptedStore.Nothing;
        TokenExchange exchange = async (request, cancellationToken) =>
        {
            var answer = await _bench.Exchange(request, cancellationToken);
            await fallAsleep();
            return answer;
        };
        await using var source = TokenSource.SignedIn(exchange, SamplePodio.Client, "jane", options: Options);
        await source.SignInAsync();
        Sleep(TimeSpan.FromHours(8));
        fallAsleep = async () =>
        {
            Sleep(TimeSpan.FromMinutes(5));
            await _bench.Script.SeizeAsync();
            (await _bench.Person.TryCodeAsync(_bench.NewCode())).Right();
        };
        var token = await source.TokenAsync();
        Assert.Equal(await _bench.Person.TokenAsync(), token);
    }

    [Fact]
    public async Task A_warning_comes_in_time_on_a_machine_that_sleeps_two_thirds_of_the_day()
    {
        await using var source = _bench.OfPerson(options: Options);
        await source.SignInAsync();
        for (var day = 0; day < 27; day++)
        {
            _clock.Sleep(TimeSpan.FromHours(16));
            _clock.Advance(TimeSpan.FromHours(8));
        }

        Assert.Single(_bench.Events.OfType<RefreshTokenAgingEvent>());
    }

    [Fact]
    public async Task A_token_that_was_requested_while_the_clock_stood_ahead_is_not_served_beyond_its_life()
    {
        await using var source = _bench.OfApp(Options);
        _clock.Sleep(TimeSpan.FromDays(30));
        var dead = await source.TokenAsync();
        _clock.Sleep(TimeSpan.FromDays(-30));
        await source.GetTokenAsync(); // Nobody knows how old the token is: so it is renewed.
        await Bench.UntilAsync(() => _bench.Events.Count == 2);
        Assert.NotEqual(dead, await source.TokenAsync());
    }

    [Fact]
    public void The_elapsed_time_is_the_longer_of_the_two_clocks()
    {
        var begun = Elapsed.Since(_clock);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.Zero), (begun.Time(_clock), begun.Asleep(_clock)));
        _clock.Sleep(TimeSpan.FromMinutes(5));
        Assert.Equal((TimeSpan.FromSeconds(302), TimeSpan.FromMinutes(5)), (begun.Time(_clock), begun.Asleep(_clock)));
        _clock.Sleep(TimeSpan.FromMinutes(-10)); // Set back.
        Assert.Equal(TimeSpan.FromSeconds(2), begun.Time(_clock));
        Assert.True(begun.Asleep(_clock) < TimeSpan.Zero);
    }

    // This machine alone; Podio and the others are awake.
    private void Sleep(TimeSpan time)
    {
        _clock.Sleep(time);
        _bench.Advance(time);
    }
}

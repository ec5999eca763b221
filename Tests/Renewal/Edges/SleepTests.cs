using Microsoft.Extensions.Time.Testing;

namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>A machine that sleeps: the wall clock goes on, the monotonic clock and its timers stand still.</summary>
public sealed class SleepTests
{
    [Fact]
    public async Task A_lease_that_may_have_ended_while_the_machine_slept_is_taken_anew_before_anything_is_sent()
    {
        using var lease = new CancellationTokenSource();
        var store = new ScriptedStore { Lease = lease.Token };
        var clock = new SleepyClock();
        var bench = new Bench { Store = store };
        var options = bench.Options with { TimeProvider = clock };
        await using var source = TokenSource.SignedIn(bench.Exchange, SamplePodio.Client, "jane", options: options);
        (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        await using var other = bench.OfPerson();
        (await other.GetTokenAsync()).Right();
        clock.Sleep(TimeSpan.FromHours(8));
        bench.Clock.Advance(TimeSpan.FromHours(8));

        Token? others = null;
        var isFirst = true;
        store.AfterWrite = async () =>
        {
            if (isFirst)
            {
                isFirst = false;
                clock.Sleep(TimeSpan.FromMinutes(5)); // Between the intent and the sending.
                bench.Clock.Advance(TimeSpan.FromMinutes(5));
                await store.SeizeAsync();
                others = (await other.GetTokenAsync()).Right();
            }
        };
        var token = (await source.GetTokenAsync()).Right();
        Assert.Equal(others, token);
        Assert.Equal(2, bench.Exchanges);
    }

    [Fact]
    public async Task A_reply_that_came_after_a_sleep_is_not_written_over_what_another_got()
    {
        using var lease = new CancellationTokenSource();
        var store = new ScriptedStore { Lease = lease.Token };
        var clock = new SleepyClock();
        var bench = new Bench { Store = store };
        await using var other = bench.OfPerson();
        var isAsleep = false;
        TokenExchange exchange = async (request, cancellationToken) =>
        {
            var answer = await bench.Exchange(request, cancellationToken);
            if (isAsleep)
            {
                clock.Sleep(TimeSpan.FromMinutes(5));
                bench.Clock.Advance(TimeSpan.FromMinutes(5));
                await store.SeizeAsync();
                var code = bench.Podio.IssueCode(SamplePodio.Client.ClientId, SamplePodio.UserId, SamplePodio.RedirectUri);
                (await other.SignInAsync(code, SamplePodio.RedirectUri, CancellationToken.None)).Right();
            }

            return answer;
        };
        var options = bench.Options with { TimeProvider = clock };
        await using var source = TokenSource.SignedIn(exchange, SamplePodio.Client, "jane", options: options);
        (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        clock.Sleep(TimeSpan.FromHours(8));
        bench.Clock.Advance(TimeSpan.FromHours(8));
        isAsleep = true;
        var token = (await source.GetTokenAsync()).Right();
        Assert.Equal((await other.GetTokenAsync()).Right(), token);
    }

    [Fact]
    public async Task A_warning_comes_in_time_on_a_machine_that_sleeps_two_thirds_of_the_day()
    {
        var clock = new SleepyClock();
        var bench = new Bench();
        var options = bench.Options with { TimeProvider = clock };
        await using var source = TokenSource.SignedIn(bench.Exchange, SamplePodio.Client, "jane", options: options);
        (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        for (var day = 0; day < 27; day++)
        {
            clock.Sleep(TimeSpan.FromHours(16));
            clock.Advance(TimeSpan.FromHours(8));
        }

        Assert.Single(bench.Events.OfType<RefreshTokenAgingEvent>());
    }

    [Fact]
    public async Task A_token_that_was_requested_while_the_clock_stood_ahead_is_not_served_beyond_its_life()
    {
        var clock = new SleepyClock();
        var bench = new Bench();
        var options = bench.Options with { TimeProvider = clock };
        await using var source = TokenSource.Unattended(bench.Exchange, Bench.App, options);
        clock.Sleep(TimeSpan.FromDays(30));
        var dead = (await source.GetTokenAsync()).Right();
        clock.Sleep(TimeSpan.FromDays(-30));
        await source.GetTokenAsync(); // Nobody knows how old the token is: so it is renewed.
        while (bench.Events.Count < 2)
        {
            await Task.Yield();
        }

        Assert.NotEqual(dead, (await source.GetTokenAsync()).Right());
    }

    [Fact]
    public void What_has_passed_is_the_longer_of_the_two_clocks()
    {
        var clock = new SleepyClock();
        var begun = Elapsed.Since(clock);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.Zero), (begun.Time(clock), begun.Asleep(clock)));
        clock.Sleep(TimeSpan.FromMinutes(5));
        Assert.Equal((TimeSpan.FromSeconds(302), TimeSpan.FromMinutes(5)), (begun.Time(clock), begun.Asleep(clock)));
        clock.Sleep(TimeSpan.FromMinutes(-10)); // Set back.
        Assert.Equal(TimeSpan.FromSeconds(2), begun.Time(clock));
        Assert.True(begun.Asleep(clock) < TimeSpan.Zero);
    }

    private sealed class SleepyClock : TimeProvider
    {
        private readonly FakeTimeProvider _awake = new(Bench.Start);
        private TimeSpan _slept;

        public override long TimestampFrequency => _awake.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => _awake.GetUtcNow() + _slept;

        public override long GetTimestamp() => _awake.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            _awake.CreateTimer(callback, state, dueTime, period);

        internal void Advance(TimeSpan by) => _awake.Advance(by);

        internal void Sleep(TimeSpan by) => _slept += by;
    }
}

using System.Threading.Channels;
using Microsoft.Extensions.Hosting;

namespace PodioOAuth.Functional.Hosting.Tests.KeepAlive;

/// <summary>Refresh tokens that nobody uses are renewed before they end, one at a time, and nothing is begun.</summary>
public sealed class KeepAliveTests
{
    private static readonly TimeSpan RenewAfter = TimeSpan.FromDays(14);

    [Theory]
    [InlineData(14)]
    [InlineData(1)] // Of another pace: the service is one, and the last pace counts.
    public async Task A_login_is_renewed_when_it_is_old_enough_and_not_before(int days)
    {
        await using var podio = await StartAsync();
        podio.Configuration["Podio:Sources:ann:Login"] = "ann";
        _ = days == 14 ? null : podio.Collection.AddPodioOAuth().KeepAlive(renewAfter: TimeSpan.FromDays(days));
        await podio.SignInAsync("ann");
        podio.Clock.Advance(TimeSpan.FromDays(days) - TimeSpan.FromSeconds(1));
        await LookAsync(podio);
        Assert.Equal(1, podio.Exchanges);
        podio.Clock.Advance(TimeSpan.FromSeconds(1));
        await LookAsync(podio);
        await LookAsync(podio);
        Assert.Equal(2, podio.Exchanges);
    }

    [Fact]
    public async Task After_an_idle_year_no_user_has_to_sign_in_again()
    {
        await using var podio = await StartAsync();
        await podio.SignInAsync("ann");
        for (var week = 0; week < 52; week++)
        {
            podio.Clock.Advance(TimeSpan.FromDays(7));
            await LookAsync(podio);
            _ = podio.Sources.SignedIn("somebody else"); // What is idle is forgotten then.
        }

        (await podio.Sources.SignedIn("ann").GetTokenAsync()).Right();
    }

    [Fact]
    public async Task A_configured_source_with_a_login_is_kept_alive_and_no_login_is_started()
    {
        await using var podio = await StartAsync(new ScriptedStore());
        await LookAsync(podio);
        Assert.Equal(0, podio.Exchanges);
        _ = await podio.TokenAsync();
        podio.Clock.Advance(RenewAfter);
        await LookAsync(podio);
        Assert.Equal(["app", "refresh_token"], podio.Podio.Requests.Select(request => request.Fields["grant_type"]));
    }

    [Fact]
    public async Task Logins_are_renewed_one_after_the_other_whatever_the_results()
    {
        await using var podio = await StartAsync();
        var (under, most) = (0, 0);
        podio.Collection.AddPodioOAuth().Decorate((_, exchange) => async (request, cancellationToken) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref under));
            await Task.Yield();
            var answer = await exchange(request, cancellationToken);
            Interlocked.Decrement(ref under);
            return answer;
        });
        foreach (var name in new[] { "ann", "bob", "eve" })
        {
            await podio.SignInAsync(name);
        }

        podio.Clock.Advance(RenewAfter);
        podio.Arm(Fault.Unavailable());
        await LookAsync(podio);
        Assert.Equal((6, 1), (podio.Exchanges, most));

        podio.Clock.Advance(TimeSpan.FromHours(1)); // The one that failed comes next.
        await LookAsync(podio);
        Assert.Equal(7, podio.Exchanges);
    }

    [Fact]
    public async Task A_person_not_seen_since_startup_is_found_in_a_store_that_can_list()
    {
        var store = new InMemoryTokenStore(new FakeTimeProvider(TokenBench.Start));
        await store.WriteAsync("of another program", default);
        await using var podio = await StartAsync(store);
        var collection = podio.NewCollection();
        collection.AddPodioOAuth().UseStore(_ => store);
        await using (var before = collection.BuildServiceProvider())
        {
            await podio.SignInAsync("ann", before.GetRequiredService<PodioTokenSources>());
        }

        podio.Clock.Advance(RenewAfter);
        await LookAsync(podio);
        Assert.Equal([1], podio.Log.Events);
        Assert.Equal(2, podio.Exchanges);
    }

    [Fact]
    public async Task A_signed_out_login_is_not_renewed()
    {
        await using var podio = await StartAsync();
        await podio.SignInAsync("ann");
        _ = await podio.Sources.SignedIn("ann").SignOutAsync();
        podio.Clock.Advance(RenewAfter);
        await LookAsync(podio);
        Assert.Equal(1, podio.Exchanges);
    }

    [Fact]
    public async Task A_failing_store_is_reported_and_ends_nothing()
    {
        var store = new ScriptedStore();
        await using var podio = await StartAsync(store);
        await podio.SignInAsync("ann");
        podio.Clock.Advance(RenewAfter);
        store.BeforeRead = () => throw new IOException("down");
        await LookAsync(podio);
        Assert.Equal([30, 30, 30], podio.Log.Events.Where(id => id != 1)); // Of Ann and the two that are configured.
        store.BeforeRead = () => Task.CompletedTask;
        await LookAsync(podio);
        Assert.Equal(2, podio.Exchanges);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)] // As a timeout of the store's own ends.
    [InlineData(false, true), InlineData(true, true)]
    public async Task A_failed_listing_is_reported_and_known_logins_are_renewed_unless_stopped(bool isCanceled, bool isStopped)
    {
        using var stop = new CancellationTokenSource();
        var store = new ScriptedStore();
        await using var podio = await StartAsync(store);
        await podio.SignInAsync("ann");
        podio.Clock.Advance(RenewAfter);
        var reads = store.Reads;
        store.Keys = AsyncEnumerable.Repeat("", 1).Select<string, string>(key =>
        {
            _ = isStopped ? stop.CancelAsync() : null; // Nobody listens, so it is done at once.
            throw isCanceled ? new OperationCanceledException() : new IOException("down");
        });
        var exception = await Record.ExceptionAsync(() => ServiceOf(podio).LookAsync(stop.Token));
        Assert.Equal(isStopped, exception is OperationCanceledException);
        Assert.Equal(isCanceled && isStopped ? [] : [31], podio.Log.Events.Where(id => id != 1));
        Assert.Equal(isStopped, store.Reads == reads);
        Assert.Equal(isStopped ? 1 : 2, podio.Exchanges);
    }

    [Fact]
    public async Task The_service_runs_on_schedule_while_the_host_runs()
    {
        var clock = new WaitingClock();
        await using var podio = await StartAsync(new ScriptedStore { BeforeRead = CapturedContext.PauseAsync, Keys = Slowly() }, clock);
        await podio.SignInAsync("ann");
        var service = ServiceOf(podio);
        var context = new CapturedContext(typeof(KeepAliveService).Assembly);
        await context.RunAsync(() => service.StartAsync(default));
        Assert.InRange(await clock.NextWaitAsync(), TimeSpan.Zero, TimeSpan.FromMinutes(6)); // The first look is soon.
        clock.Advance(RenewAfter);
        for (var look = 0; look < 3; look++)
        {
            var wait = await clock.NextWaitAsync();
            Assert.Equal(2, podio.Exchanges);
            Assert.InRange(wait, TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(66));
            clock.Advance(wait);
        }

        _ = await clock.NextWaitAsync();
        await service.StopAsync(default);
        Assert.True(service.ExecuteTask!.IsCanceled);
        clock.Advance(RenewAfter);
        Assert.Equal(2, podio.Exchanges);
        Assert.Empty(context.Seen);
    }

    [Theory]
    [InlineData("00:00:00", "01:00:00"), InlineData("28.00:00:00", "01:00:00")]
    [InlineData("14.00:00:00", "00:00:00"), InlineData("14.00:00:00", "1.00:00:01")]
    public void Settings_that_would_keep_nothing_alive_are_refused(string renewAfter, string interval) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceCollection().AddPodioOAuth()
            .KeepAlive(TimeSpan.Parse(renewAfter, null), TimeSpan.Parse(interval, null)));

    private static async Task<Served> StartAsync(ITokenStore? store = null, FakeTimeProvider? clock = null)
    {
        var podio = await Served.StartAsync(clock);
        var builder = podio.Collection.AddPodioOAuth().KeepAlive();
        _ = store is null ? builder : builder.UseStore(_ => store);
        return podio;
    }

    private static KeepAliveService ServiceOf(Served podio) =>
        podio.Services.GetServices<IHostedService>().OfType<KeepAliveService>().Single();

    private static Task LookAsync(Served podio) => ServiceOf(podio).LookAsync(default);

    private static async IAsyncEnumerable<string> Slowly()
    {
        await CapturedContext.PauseAsync();
        yield return "of another program";
    }

    /// <summary>A clock that tells how long the service waits by it. The warnings that refresh tokens age wait for just an hour.</summary>
    private sealed class WaitingClock() : FakeTimeProvider(TokenBench.Start)
    {
        private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

        internal ValueTask<TimeSpan> NextWaitAsync() => _waits.Reader.ReadAsync();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime > TimeSpan.Zero && dueTime < TimeSpan.FromMinutes(67) && dueTime != TimeSpan.FromHours(1))
            {
                _waits.Writer.TryWrite(dueTime);
            }

            return timer;
        }
    }
}

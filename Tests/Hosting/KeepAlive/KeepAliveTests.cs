using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Hosting.Tests.KeepAlive;

/// <summary>Refresh tokens that nobody uses are renewed before they end, one at a time, and nothing is begun.</summary>
public sealed class KeepAliveTests
{
    private static readonly TimeSpan RenewAfter = TimeSpan.FromDays(14);

    [Fact]
    public async Task A_login_is_renewed_when_it_is_old_enough_and_not_before()
    {
        await using var podio = await Served.StartAsync();
        await using var services = Services(podio).BuildServiceProvider();
        await SignInAsync(podio, services, "ann");
        podio.Clock.Advance(RenewAfter - TimeSpan.FromSeconds(1));
        await LookAsync(services);
        Assert.Equal(1, podio.Exchanges);
        podio.Clock.Advance(TimeSpan.FromSeconds(1));
        await LookAsync(services);
        await LookAsync(services);
        Assert.Equal(2, podio.Exchanges);
    }

    [Fact]
    public async Task For_a_year_nobody_comes_and_nobody_has_to_sign_in_again()
    {
        await using var podio = await Served.StartAsync();
        await using var services = Services(podio).BuildServiceProvider();
        await SignInAsync(podio, services, "ann");
        for (var week = 0; week < 52; week++)
        {
            podio.Clock.Advance(TimeSpan.FromDays(7));
            await LookAsync(services);
            _ = services.GetRequiredService<PodioTokenSources>().SignedIn("somebody else"); // What is idle is forgotten then.
        }

        _ = (await services.GetRequiredService<PodioTokenSources>().SignedIn("ann").GetTokenAsync()).Right();
    }

    [Fact]
    public async Task A_configured_source_is_kept_where_it_has_a_login_and_none_is_begun()
    {
        await using var podio = await Served.StartAsync();
        await using var services = Services(podio, new PersistentStore()).BuildServiceProvider();
        await LookAsync(services);
        Assert.Equal(0, podio.Exchanges);
        _ = (await services.GetRequiredService<PodioTokenSources>().Get("crm").GetTokenAsync()).Right();
        podio.Clock.Advance(RenewAfter);
        await LookAsync(services);
        Assert.Equal(["app", "refresh_token"], podio.Podio.Requests.Select(request => request.Fields["grant_type"]));
    }

    [Fact]
    public async Task One_after_the_other_whatever_becomes_of_each()
    {
        await using var podio = await Served.StartAsync();
        var (under, most) = (0, 0);
        var collection = Services(podio);
        collection.AddPodioOAuth().Decorate((_, exchange) => async (request, cancellationToken) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref under));
            await Task.Yield();
            var answer = await exchange(request, cancellationToken);
            Interlocked.Decrement(ref under);
            return answer;
        });
        await using var services = collection.BuildServiceProvider();
        foreach (var name in new[] { "ann", "bob", "eve" })
        {
            await SignInAsync(podio, services, name);
        }

        podio.Clock.Advance(RenewAfter);
        podio.Podio.Update(state => state.Arm(Fault.Unavailable(), "/oauth/token"));
        await LookAsync(services);
        Assert.Equal((6, 1), (podio.Exchanges, most));

        podio.Clock.Advance(TimeSpan.FromHours(1)); // The one that failed comes next.
        await LookAsync(services);
        Assert.Equal(7, podio.Exchanges);
    }

    [Fact]
    public async Task A_person_whom_nobody_has_seen_since_the_start_is_found_in_a_store_that_can_list()
    {
        await using var podio = await Served.StartAsync();
        var store = new InMemoryTokenStore(podio.Clock);
        await using (var before = Services(podio, store).BuildServiceProvider())
        {
            await SignInAsync(podio, before, "ann");
        }

        podio.Clock.Advance(RenewAfter);
        await using var services = Services(podio, store).BuildServiceProvider();
        await LookAsync(services);
        Assert.Equal(2, podio.Exchanges);
    }

    [Fact]
    public async Task Who_signed_out_is_left_alone()
    {
        await using var podio = await Served.StartAsync();
        await using var services = Services(podio).BuildServiceProvider();
        await SignInAsync(podio, services, "ann");
        _ = await services.GetRequiredService<PodioTokenSources>().SignedIn("ann").SignOutAsync();
        podio.Clock.Advance(RenewAfter);
        await LookAsync(services);
        Assert.Equal(1, podio.Exchanges);
    }

    [Fact]
    public async Task A_store_that_fails_is_told_of_and_ends_nothing()
    {
        await using var podio = await Served.StartAsync();
        using var log = new LogBook();
        var store = new PersistentStore();
        var collection = Services(podio, store);
        collection.AddLogging(logging => logging.AddProvider(log));
        await using var services = collection.BuildServiceProvider();
        await SignInAsync(podio, services, "ann");
        podio.Clock.Advance(RenewAfter);
        store.IsDown = true;
        await LookAsync(services);
        Assert.Equal([30, 30, 30], log.Events.Where(id => id != 1)); // Of Ann and the two that are configured.
        store.IsDown = false;
        await LookAsync(services);
        Assert.Equal(2, podio.Exchanges);
    }

    [Fact]
    public async Task It_runs_by_the_clock_while_the_host_runs()
    {
        var clock = new WaitingClock();
        await using var podio = await Served.StartAsync(clock);
        await using var services = Services(podio).BuildServiceProvider();
        await SignInAsync(podio, services, "ann");
        var service = ServiceOf(services);
        await service.StartAsync(default);
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
    }

    [Theory]
    [InlineData("00:00:00", "01:00:00")]
    [InlineData("28.00:00:00", "01:00:00")]
    [InlineData("14.00:00:00", "00:00:00")]
    [InlineData("14.00:00:00", "1.00:00:01")]
    public void What_would_keep_nothing_alive_is_refused(string renewAfter, string interval) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceCollection().AddPodioOAuth()
            .KeepAlive(TimeSpan.Parse(renewAfter, null), TimeSpan.Parse(interval, null)));

    [Fact]
    public async Task The_pace_may_be_another()
    {
        await using var podio = await Served.StartAsync();
        var collection = Services(podio);
        collection.AddPodioOAuth().KeepAlive(renewAfter: TimeSpan.FromDays(1)); // Once more: the service is one, and the last pace counts.
        await using var services = collection.BuildServiceProvider();
        await SignInAsync(podio, services, "ann");
        podio.Clock.Advance(TimeSpan.FromDays(1));
        await LookAsync(services);
        Assert.Equal(2, podio.Exchanges);
    }

    private static ServiceCollection Services(Served podio, ITokenStore? store = null)
    {
        var services = podio.Services();
        var builder = services.AddPodioOAuth().KeepAlive();
        if (store is not null)
        {
            builder.UseStore(_ => store);
        }

        return services;
    }

    private static KeepAliveService ServiceOf(IServiceProvider services) =>
        services.GetServices<IHostedService>().OfType<KeepAliveService>().Single();

    private static Task LookAsync(IServiceProvider services) => ServiceOf(services).LookAsync(default);

    private static async Task SignInAsync(Served podio, IServiceProvider services, string name) =>
        (await services.GetRequiredService<PodioTokenSources>().SignedIn(name).SignInAsync(podio.NewCode(), SamplePodio.RedirectUri))
            .Right();

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

    /// <summary>A store that keeps the logins of apps as well, and may be down.</summary>
    private sealed class PersistentStore : ITokenStore
    {
        private readonly InMemoryTokenStore _store = new();

        internal bool IsDown { get; set; }

        public Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default) =>
            _store.LockAsync(key, timeout, cancellationToken);

        public Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default) => IsDown
            ? Task.FromException<ReadOnlyMemory<byte>?>(new IOException("down"))
            : _store.ReadAsync(key, cancellationToken);

        public Task WriteAsync(
            string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default) =>
            _store.WriteAsync(key, value, lifetime, cancellationToken);

        public Task RemoveAsync(string key, CancellationToken cancellationToken = default) => _store.RemoveAsync(key, cancellationToken);
    }
}

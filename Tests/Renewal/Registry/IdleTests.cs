using Microsoft.Extensions.Time.Testing;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Renewal.Tests.Registry;

/// <summary>A source that nobody asks for is forgotten, at a cost that does not grow with the number of sources.</summary>
public sealed class IdleTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task An_idle_source_is_forgotten_and_still_good_for_who_has_it()
    {
        var bench = new Bench { Store = new PassingStore(new InMemoryTokenStore()) };
        await using var sources = new TokenSourceRegistry(bench.Exchange, bench.Options, idleTimeout: Hour);
        var idle = sources.Unattended(Bench.App);
        var token = (await idle.GetTokenAsync()).Right();
        var used = sources.SignedIn(SamplePodio.Client, "jane");
        bench.Clock.Advance(TimeSpan.FromMinutes(59));
        sources.SignedIn(SamplePodio.Client, "jane");
        Assert.Equal(2, sources.Count);
        bench.Clock.Advance(TimeSpan.FromMinutes(15)); // A quarter of the timeout, at most, after it was idle.

        Assert.Same(used, sources.SignedIn(SamplePodio.Client, "jane"));

        Assert.Equal(1, sources.Count);
        Assert.Equal(token, (await idle.GetTokenAsync()).Right());
        var anew = sources.Unattended(Bench.App);
        Assert.NotSame(idle, anew);
        Assert.Equal(token, (await anew.GetTokenAsync()).Right());
        Assert.Equal(1, bench.Exchanges);
    }

    [Fact]
    public async Task Without_a_timeout_none_is()
    {
        var bench = new Bench();
        await using var sources = new TokenSourceRegistry(bench.Exchange, bench.Options);
        var source = sources.Unattended(Bench.App);
        bench.Clock.Advance(TimeSpan.FromDays(1000));
        sources.SignedIn(SamplePodio.Client, "jane");
        Assert.Same(source, sources.Unattended(Bench.App));
    }

    [Fact]
    public async Task Sleep_of_the_machine_counts()
    {
        var clock = new SleepyClock();
        await using var sources = new TokenSourceRegistry(
            new Bench().Exchange, new TokenSourceOptions { TimeProvider = clock }, idleTimeout: Hour);
        var idle = sources.Unattended(Bench.App);
        var awake = clock.GetTimestamp();
        clock.Sleep(Hour);
        Assert.Equal(awake, clock.GetTimestamp());
        sources.SignedIn(SamplePodio.Client, "joe");
        Assert.NotSame(idle, sources.Unattended(Bench.App));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_makes_none_immortal()
    {
        var clock = new SleepyClock();
        await using var sources = new TokenSourceRegistry(
            new Bench().Exchange, new TokenSourceOptions { TimeProvider = clock }, idleTimeout: Hour);
        var idle = sources.Unattended(Bench.App);
        clock.SetBack(TimeSpan.FromDays(2));
        clock.Advance(Hour);
        sources.SignedIn(SamplePodio.Client, "joe");
        Assert.NotSame(idle, sources.Unattended(Bench.App));
    }

    [Fact]
    public async Task Making_a_source_takes_no_look_at_the_others()
    {
        const int Sources = 4000;
        var clock = new SleepyClock();
        await using var sources = new TokenSourceRegistry(
            new Bench().Exchange, new TokenSourceOptions { TimeProvider = clock }, idleTimeout: Hour);
        for (var app = 1; app <= Sources; app++)
        {
            sources.Unattended(Bench.App with { Grant = Grant.App(app, SamplePodio.AppToken) });
        }

        Assert.Equal(Sources, sources.Count);
        Assert.InRange(clock.Reads, Sources, 10 * Sources); // A look at a source reads the clock.
    }

    [Fact]
    public async Task Apps_that_come_and_go_leave_nothing_in_memory()
    {
        const int Rounds = 20;
        const int Apps = 50;
        var bench = new Bench();
        var store = new InMemoryTokenStore(bench.Clock);
        await using var sources = new TokenSourceRegistry(
            (request, _) => Task.FromResult<LanguageExt.Either<OAuthError, Token>>(TokenOf((AppGrant)request.Grant)),
            bench.Options with { Store = store, Observer = null },
            idleTimeout: Hour);
        for (var round = 0; round < Rounds; round++)
        {
            for (var app = 1; app <= Apps; app++)
            {
                var request = Bench.App with { Grant = Grant.App((round * Apps) + app, SamplePodio.AppToken) };
                (await sources.Unattended(request).GetTokenAsync()).Right();
            }

            Assert.Equal((Apps, 0), store.Count);
            bench.Clock.Advance(Hour);
            sources.SignedIn(SamplePodio.Client, "somebody");
            Assert.Equal((0, 0), store.Count);
            Assert.Equal(1, sources.Count);
        }
    }

    [Fact]
    public async Task The_source_that_is_asked_for_is_not_forgotten_however_long_nobody_asked()
    {
        var bench = new Bench();
        await using var sources = new TokenSourceRegistry(bench.Exchange, bench.Options, idleTimeout: Hour);
        var source = sources.Unattended(Bench.App);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Same(source, sources.Unattended(Bench.App));
    }

    [Fact]
    public async Task A_login_in_memory_that_has_another_source_stays()
    {
        var bench = new Bench();
        await using var sources = new TokenSourceRegistry(bench.Exchange, bench.Options, idleTimeout: Hour);
        var token = (await sources.Unattended(Bench.App).GetTokenAsync()).Right();
        bench.Clock.Advance(Hour);
        var other = sources.Unattended(Bench.App with { Format = WireFormat.Json });
        Assert.Equal(1, sources.Count);
        Assert.Equal(token, (await other.GetTokenAsync()).Right());
        Assert.Equal(1, bench.Exchanges);
    }

    [Fact]
    public async Task A_login_that_is_in_memory_alone_is_kept_for_its_person()
    {
        var bench = new Bench();
        await using var sources = new TokenSourceRegistry(bench.Exchange, bench.Options, idleTimeout: Hour);
        var idle = sources.SignedIn(SamplePodio.Client, "jane");
        var token = (await idle.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        bench.Clock.Advance(Hour);
        sources.SignedIn(SamplePodio.Client, "joe");
        var anew = sources.SignedIn(SamplePodio.Client, "jane");
        Assert.NotSame(idle, anew);
        Assert.Equal(token, (await anew.GetTokenAsync()).Right());
    }

    private static Token TokenOf(AppGrant app) =>
        new($"access-{app.AppId}", "bearer", TimeSpan.FromHours(8), $"refresh-{app.AppId}", TokenReference.App(app.AppId), Scope: null);

    /// <summary>A clock that counts how often it is read, on a machine that can sleep: then the monotonic clock stands still.</summary>
    private sealed class SleepyClock() : FakeTimeProvider(Bench.Start)
    {
        private TimeSpan _asleep;
        private TimeSpan _setBack;

        internal int Reads { get; private set; }


        internal void Sleep(TimeSpan time)
        {
            _asleep += time;
            Advance(time);
        }

        internal void SetBack(TimeSpan time) => _setBack += time;

        public override DateTimeOffset GetUtcNow()
        {
            Reads++;
            return base.GetUtcNow() - _setBack;
        }

        public override long GetTimestamp() => base.GetTimestamp() + (_setBack - _asleep).Ticks; // The base counts by the wall clock.
    }
}

namespace PodioOAuth.Functional.Renewal.Tests.Registry;

/// <summary>A source that nobody asks for is forgotten, at a cost that does not grow with the number of sources.</summary>
public sealed class IdleTests : OverRegistry
{
    [Fact]
    public async Task An_idle_source_is_removed_and_stays_usable_for_its_holder()
    {
        var bench = Bench.Scripted(); // Not in memory, as far as a registry can tell.
        await using var sources = new TokenSourceRegistry(bench.Exchange, bench.Options, idleTimeout: Hour);
        var idle = sources.Unattended(Bench.App);
        var token = await idle.TokenAsync();
        var used = sources.SignedIn(SamplePodio.Client, "jane");
        bench.Advance(TimeSpan.FromMinutes(59));
        sources.SignedIn(SamplePodio.Client, "jane");
        Assert.Equal(2, sources.Count);
        bench.Advance(TimeSpan.FromMinutes(15)); // A quarter of the timeout, at most, after it was idle.
        Assert.Same(used, sources.SignedIn(SamplePodio.Client, "jane"));
        Assert.Equal(1, sources.Count);
        Assert.Equal(token, await idle.TokenAsync());
        var anew = sources.Unattended(Bench.App);
        Assert.NotSame(idle, anew);
        Assert.Equal(token, await anew.TokenAsync());
        Assert.Equal(1, bench.Exchanges);
    }

    [Fact]
    public async Task An_idle_source_saves_its_unsaved_reply_before_it_is_removed()
    {
        var bench = Bench.Scripted();
        await using var sources = new TokenSourceRegistry(bench.Exchange, bench.Options, idleTimeout: Hour);
        var jane = sources.SignedIn(SamplePodio.Client, "jane");
        await jane.SignInAsync();
        bench.Advance(TimeSpan.FromHours(8));
        bench.Script.BeforeWrite = ScriptedStore.Fail(new IOException(), times: 2, after: 1);
        Assert.IsType<StoreError>(await jane.ErrorAsync());
        foreach (var isSaved in new[] { false, true })
        {
            bench.Advance(Hour);
            sources.SignedIn(SamplePodio.Client, "joe");
            Assert.Equal(2, sources.Count);
            await Bench.UntilAsync(() => bench.Events[^1] is RenewedEvent == isSaved && bench.Events.Count == (isSaved ? 4 : 3));
        }

        bench.Advance(Hour);
        sources.SignedIn(SamplePodio.Client, "joe");
        Assert.Equal(1, sources.Count);
        (await bench.PersonElsewhereAsync()).Right();
        Assert.Equal(2, bench.Exchanges);
    }

    [Fact]
    public async Task Without_a_timeout_no_source_is_removed()
    {
        await using var sources = new TokenSourceRegistry(_bench.Exchange, _bench.Options);
        var source = sources.Unattended(Bench.App);
        _bench.Advance(TimeSpan.FromDays(1000));
        sources.SignedIn(SamplePodio.Client, "jane");
        Assert.Same(source, sources.Unattended(Bench.App));
    }

    [Theory]
    [InlineData(60, 0)] // The sleep of the machine counts,
    [InlineData(-2 * 24 * 60, 60)] // and a clock that is set back makes none immortal.
    public async Task The_timeout_counts_time_awake_and_asleep(int asleep, int awake)
    {
        var clock = new SleepyClock();
        await using var sources = By(clock);
        var idle = sources.Unattended(Bench.App);
        clock.Sleep(TimeSpan.FromMinutes(asleep));
        clock.Advance(TimeSpan.FromMinutes(awake));
        sources.SignedIn(SamplePodio.Client, "joe");
        Assert.NotSame(idle, sources.Unattended(Bench.App));
    }

    [Fact]
    public async Task Creating_a_source_does_not_check_the_others()
    {
        const int many = 4000;
        var clock = new SleepyClock();
        await using var sources = By(clock);
        for (var app = 1; app <= many; app++)
        {
            sources.Unattended(Bench.App with { Grant = Grant.App(app, SamplePodio.AppToken) });
        }

        Assert.Equal(many, sources.Count);
        Assert.InRange(clock.Reads, many, 10 * many); // A look at a source reads the clock.
    }

    [Fact]
    public async Task Apps_that_come_and_go_leave_nothing_in_memory()
    {
        const int rounds = 20;
        const int apps = 50;
        var store = new InMemoryTokenStore(_bench.Clock);
        await using var sources = new TokenSourceRegistry(
            (request, _) => Task.FromResult<LanguageExt.Either<OAuthError, Token>>(TokenOf((AppGrant)request.Grant)),
            _bench.Options with { Store = store, Observer = null },
            idleTimeout: Hour);
        for (var round = 0; round < rounds; round++)
        {
            for (var app = 1; app <= apps; app++)
            {
                await sources.Unattended(Bench.App with { Grant = Grant.App((round * apps) + app, SamplePodio.AppToken) }).TokenAsync();
            }

            Assert.Equal((apps, 0), store.Count);
            _bench.Advance(Hour);
            sources.SignedIn(SamplePodio.Client, "somebody");
            Assert.Equal((0, 0), store.Count);
            Assert.Equal(1, sources.Count);
        }
    }

    [Fact]
    public void The_requested_source_is_not_removed_however_long_it_was_idle()
    {
        var source = App;
        _bench.Advance(TimeSpan.FromDays(1));
        Assert.Same(source, App);
    }

    [Fact]
    public async Task A_login_in_memory_that_has_another_source_stays()
    {
        var token = await App.TokenAsync();
        _bench.Advance(Hour);
        var other = Sources.Unattended(Bench.App with { Format = WireFormat.Json });
        Assert.Equal(1, Sources.Count);
        Assert.Equal(token, await other.TokenAsync());
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task A_login_that_is_in_memory_alone_is_kept_for_its_person()
    {
        var idle = Jane;
        var token = await idle.SignInAsync();
        Pass(Hour);
        Assert.NotSame(idle, Jane);
        Assert.Equal(token, await Jane.TokenAsync());
    }

    private static TokenSourceRegistry By(TimeProvider clock) =>
        new(new Bench().Exchange, new TokenSourceOptions { TimeProvider = clock }, idleTimeout: Hour);

    private static Token TokenOf(AppGrant app) =>
        new($"access-{app.AppId}", "bearer", TimeSpan.FromHours(8), $"refresh-{app.AppId}", TokenReference.App(app.AppId), Scope: null);
}

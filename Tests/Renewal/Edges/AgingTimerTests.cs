using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>The timer of a warning: one for a login, and none for a login that needs none.</summary>
public sealed class AgingTimerTests
{
    private readonly TimerCount _clock = new(Bench.Start);
    private readonly List<RenewalEvent> _events = [];
    private readonly ScriptedStore _store = new();
    private readonly SignedInTokenSource _source;

    public AgingTimerTests() => _source = TokenSource.SignedIn(
        (_, _) => Task.FromResult<Either<OAuthError, Token>>(
            new Token("access", "bearer", TimeSpan.FromHours(8), "refresh", TokenReference.None, Scope: null)),
        SamplePodio.Client, "jane", options: new TokenSourceOptions { Store = _store, TimeProvider = _clock, Observer = _events.Add });

    private IEnumerable<RefreshTokenAgingEvent> Warnings => _events.OfType<RefreshTokenAgingEvent>();

    [Fact]
    public async Task A_login_has_one_timer_until_the_warning_or_the_end()
    {
        await _source.SignInAsync();
        for (var renewal = 0; renewal < 5; renewal++)
        {
            _clock.Advance(TimeSpan.FromHours(1));
            (await _source.RenewAsync()).Right();
            Assert.Equal(1, _clock.Living);
        }

        _clock.Advance(TimeSpan.FromDays(27));
        Assert.Single(Warnings);
        Assert.Equal(0, _clock.Living);
        (await _source.RenewAsync()).Right();
        Assert.Equal(1, _clock.Living);
        await _source.DisposeAsync();
        Assert.Equal(0, _clock.Living);
    }

    [Fact]
    public async Task A_clock_that_calls_back_after_the_end_does_nothing()
    {
        await _source.SignInAsync();
        _source.Warning.Dispose();
        _clock.Advance(TimeSpan.FromHours(1));
        (await _source.RenewAsync()).Right(); // As one that ends after its source.
        Assert.Equal(0, _clock.Living);
        await _source.DisposeAsync();
        _clock.CallBackLate();
        _clock.Advance(TimeSpan.FromDays(27));
        _clock.CallBackLate();
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task A_login_that_is_renewed_while_the_store_is_asked_is_warned_of_by_that_renewal_alone()
    {
        await _source.SignInAsync();
        var read = new TaskCompletionSource();
        _store.AfterRead = ScriptedStore.Once(() => read.Task);
        _clock.Advance(TimeSpan.FromDays(27)); // Has read the login from before.
        (await _source.RenewAsync()).Right();
        var renewed = _clock.GetUtcNow();
        read.SetResult();
        Assert.Empty(Warnings);
        _clock.Advance(TimeSpan.FromDays(27));
        Assert.Equal(renewed, Assert.Single(Warnings).LastRenewedAt);
    }

    [Theory, InlineData(-1, false), InlineData(0, false), InlineData(1, true)]
    public async Task A_login_that_ends_before_the_warning_is_due_gets_none(int seconds, bool isWarned)
    {
        var end = Bench.Start.AddDays(26).AddSeconds(seconds);
        (await _source.SignInUntilAsync(end, "code", SamplePodio.RedirectUri)).Right();
        Assert.Equal(isWarned, _source.Warning.IsPending);
    }

    [Fact]
    public async Task An_event_is_reported_after_the_previous_one()
    {
        using var patience = new ManualResetEventSlim();
        var told = new List<RenewalEvent>();
        var line = ObserverLine.Of(what =>
        {
            told.Add(what);
            patience.Wait();
        });
        var first = Task.Run(() => line.TellAsync(new SignedOutEvent()));
        await Bench.UntilAsync(() => told.Count > 0);
        var second = Task.Run(() => line.TellAsync(new CoolingDownEvent(Bench.Start)));
        await Bench.UntilAsync(() => second.Status is TaskStatus.WaitingForActivation || told.Count > 1);
        await CapturedContext.PauseAsync();
        Assert.Single(told);
        patience.Set();
        await first;
        await second;
        Assert.IsType<CoolingDownEvent>(told[^1]);
    }
}

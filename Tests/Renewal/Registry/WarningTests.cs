namespace PodioOAuth.Functional.Renewal.Tests.Registry;

/// <summary>Two sources of one login, and what is left of them when both are forgotten; and whom a registry tells.</summary>
public sealed class WarningTests : OverRegistry
{
    private SignedInTokenSource JaneByJson => Sources.SignedIn(SamplePodio.Client, "jane", WireFormat.Json);

    private IEnumerable<DateTimeOffset> Warnings => _bench.Events.OfType<RefreshTokenAgingEvent>().Select(warning => warning.LastRenewedAt);

    [Fact]
    public async Task Two_that_are_forgotten_at_once_leave_one_warning()
    {
        await Jane.SignInAsync();
        await JaneByJson.TokenAsync();
        Pass(Hour);
        Assert.Equal(1, Sources.Count);
        _bench.Advance(TimeSpan.FromDays(27));
        Assert.Equal([Bench.Start], Warnings);
    }

    [Fact]
    public async Task A_login_that_was_warned_about_is_not_again_when_the_source_is_back()
    {
        await Jane.SignInAsync();
        _bench.Advance(TimeSpan.FromDays(27));
        Pass(TimeSpan.Zero);
        _ = Jane;
        _bench.Advance(TimeSpan.FromDays(1));
        Assert.Equal([Bench.Start], Warnings);
    }

    [Fact]
    public async Task The_login_of_the_source_that_is_left_is_watched_and_not_the_older_one_of_the_other()
    {
        await Jane.SignInAsync();
        _bench.Advance(Hour / 2);
        (await JaneByJson.RenewAsync()).Right();
        var renewed = _bench.Clock.GetUtcNow();
        _bench.Advance(Hour / 2);
        _ = JaneByJson;
        Assert.Equal(1, Sources.Count); // Her first source is forgotten.
        await _bench.Store.RemoveAsync(JaneByJson.Key.ToString()); // Nobody tells of the newer login.
        _bench.Advance(TimeSpan.FromDays(27));
        Assert.Equal([renewed], Warnings);
    }

    [Fact]
    public async Task After_disposal_a_source_whose_warning_another_took_over_notifies_no_observer()
    {
        await Jane.SignInAsync();
        _bench.Advance(Hour);
        _ = JaneByJson;
        Assert.Equal(1, Sources.Count);
        await Sources.DisposeAsync();
        _bench.Advance(TimeSpan.FromDays(27));
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task A_warning_that_is_to_come_outlives_every_sweep()
    {
        await Jane.SignInAsync();
        Pass(Hour);
        Pass(Hour);
        Pass(Hour);
        Assert.Contains(Sources.Persons, person => person.Name == "jane");
        await Sources.DisposeAsync();
        _bench.Advance(TimeSpan.FromDays(27));
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task The_observer_of_the_options_is_notified_before_the_registrys()
    {
        var told = new List<(LoginKey? Key, RenewalEvent What)>();
        var options = _bench.Options with { Observer = what => told.Add((null, what)) };
        await using var sources = new TokenSourceRegistry(_bench.Exchange, options, observer: (key, what) => told.Add((key, what)));
        await sources.Unattended(Bench.App).TokenAsync();
        Assert.Equal([null, sources.Unattended(Bench.App).Key], told.Select(each => each.Key));
        Assert.Single(told.Select(each => each.What).Distinct());
    }

    [Fact]
    public async Task An_exception_of_the_options_observer_keeps_no_event_from_the_registrys()
    {
        var told = new List<RenewalEvent>();
        var options = _bench.Options with { Observer = _ => throw new IOException("The log is full.") };
        await using var sources = new TokenSourceRegistry(_bench.Exchange, options, observer: (_, what) => told.Add(what));
        await sources.Unattended(Bench.App).TokenAsync();
        Assert.IsType<RenewedEvent>(Assert.Single(told));
    }

    [Fact]
    public async Task Without_an_observer_no_warning_is_pending()
    {
        await using var sources = new TokenSourceRegistry(_bench.Exchange, _bench.Options with { Observer = null });
        var jane = sources.SignedIn(SamplePodio.Client, "jane");
        await jane.SignInAsync();
        Assert.False(jane.Warning.IsPending);
    }
}

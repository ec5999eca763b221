namespace PodioOAuth.Functional.Renewal.Tests.Registry;

/// <summary>The logins that nobody uses are the ones whose refresh tokens age: their warning outlives their source.</summary>
public sealed class AgingTests() : OverRegistry(Bench.Scripted())
{
    private static readonly TimeSpan WarnAfter = TimeSpan.FromDays(26);

    private IEnumerable<DateTimeOffset> Warnings => _bench.Events.OfType<RefreshTokenAgingEvent>().Select(warning => warning.LastRenewedAt);

    [Fact]
    public async Task A_person_whose_source_was_forgotten_is_warned_of_once()
    {
        await ForgetAsync();
        AssertWarned(Bench.Start);
        _bench.Advance(WarnAfter);
        Assert.Equal([Bench.Start], Warnings);
        Pass(TimeSpan.Zero);
        Assert.DoesNotContain(Sources.Persons, person => person.Name == "jane"); // Nothing is kept of who was told of.
    }

    [Theory]
    [InlineData(false)] // Before the source is used.
    [InlineData(true)] // And when it was forgotten again.
    public async Task A_login_that_is_back_is_warned_about_once(bool isForgottenAgain)
    {
        await ForgetAsync();
        Assert.Contains(Sources.Persons, person => person.Name == "jane");
        _ = Jane;
        Pass(isForgottenAgain ? Hour : TimeSpan.Zero);
        Assert.Contains(Sources.Persons, person => person.Name == "jane");
        _bench.Advance(WarnAfter);
        Assert.Equal([Bench.Start], Warnings);
    }

    [Fact]
    public async Task One_with_two_sources_is_warned_about_once()
    {
        await Jane.SignInAsync();
        _bench.Advance(Hour);
        var other = Sources.SignedIn(SamplePodio.Client, "jane", WireFormat.Json);
        Assert.Equal(1, Sources.Count);
        _bench.Advance(WarnAfter);
        Assert.Equal([Bench.Start], Warnings);
        Assert.Equal("jane", other.Key.Name);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // By another process.
    public async Task The_warning_for_a_login_that_was_renewed_since_counts_from_the_renewal(bool isElsewhere)
    {
        await ForgetAsync();
        _bench.Advance(TimeSpan.FromDays(20));
        await using var elsewhere = _bench.OfPerson(options: _bench.Options with { Observer = null });
        await (isElsewhere ? elsewhere : Jane).TokenAsync();
        await elsewhere.DisposeAsync();
        AssertWarned(_bench.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_look_at_a_store_that_is_down_ends_no_warning()
    {
        await ForgetAsync();
        var store = (ScriptedStore)_bench.Store;
        store.BeforeLock = ScriptedStore.Refuse;
        Assert.IsType<StoreError>(await Jane.ErrorAsync());
        store.BeforeLock = ScriptedStore.Nothing;
        Pass(Hour);
        Assert.Contains(Sources.Persons, person => person.Name == "jane");
        AssertWarned(Bench.Start);
    }

    [Fact]
    public async Task There_is_no_warning_for_a_login_that_was_signed_out_elsewhere()
    {
        await ForgetAsync();
        var jane = LoginKey.OfLogin(PodioEndpoint.Default, SamplePodio.Client.ClientId, "jane");
        Assert.True((await _bench.Store.ForgetAsync(jane, timeProvider: _bench.Clock)).Right());
        _bench.Advance(TimeSpan.FromDays(27));
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task A_login_that_was_forgotten_needs_no_warning()
    {
        await ForgetAsync();
        Assert.True((await Sources.ForgetAsync(SamplePodio.Client, "jane")).Right());
        Assert.DoesNotContain(Sources.Persons, person => person.Name == "jane");
    }

    [Fact]
    public async Task After_disposal_no_observer_is_notified()
    {
        await ForgetAsync();
        await Sources.DisposeAsync();
        _bench.Advance(TimeSpan.FromDays(27));
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task An_app_can_begin_again_and_needs_no_warning()
    {
        await App.TokenAsync();
        Pass(Hour);
        _bench.Advance(TimeSpan.FromDays(27));
        Assert.Empty(Warnings);
        Assert.Equal(["joe"], Sources.Persons.Select(person => person.Name));
    }

    // At the very moment when a login that was renewed then has aged.
    private void AssertWarned(DateTimeOffset renewed)
    {
        _bench.Advance(renewed + WarnAfter - _bench.Clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        Assert.Empty(Warnings);
        _bench.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([renewed], Warnings);
    }

    // Signs Jane in, and asks for somebody else when she is idle.
    private async Task ForgetAsync()
    {
        await Jane.SignInAsync();
        Pass(Hour);
        Assert.Equal(1, Sources.Count);
    }
}

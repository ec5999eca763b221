using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Renewal.Tests.Registry;

/// <summary>The logins that nobody uses are the ones whose refresh tokens age: their warning outlives their source.</summary>
public sealed class AgingTests
{
    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    private readonly Bench _bench = new();

    private IEnumerable<DateTimeOffset> Warnings => _bench.Events.OfType<RefreshTokenAgingEvent>().Select(warning => warning.LastRenewedAt);

    [Fact]
    public async Task A_person_whose_source_was_forgotten_is_warned_of_once()
    {
        await using var sources = Sources();
        await ForgetAsync(sources);
        Advance(TimeSpan.FromDays(26) - Idle - TimeSpan.FromSeconds(1));
        Assert.Empty(Warnings);
        Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([Bench.Start], Warnings);
        Advance(TimeSpan.FromDays(26));
        Assert.Equal([Bench.Start], Warnings);
        sources.SignedIn(SamplePodio.Client, "joe");
        Assert.DoesNotContain(sources.Persons, person => person.Name == "jane"); // Nothing is kept of who was told of.
    }

    [Fact]
    public async Task One_who_is_back_is_warned_of_once_also_before_the_source_is_used()
    {
        await using var sources = Sources();
        await ForgetAsync(sources);
        Assert.Contains(sources.Persons, person => person.Name == "jane");
        sources.SignedIn(SamplePodio.Client, "jane");
        Advance(TimeSpan.FromDays(26));
        Assert.Equal([Bench.Start], Warnings);
    }

    [Fact]
    public async Task One_who_came_back_and_was_forgotten_again_is_warned_of_once()
    {
        await using var sources = Sources();
        await ForgetAsync(sources);
        sources.SignedIn(SamplePodio.Client, "jane");
        Advance(Idle);
        sources.SignedIn(SamplePodio.Client, "joe");
        Assert.Contains(sources.Persons, person => person.Name == "jane");
        Advance(TimeSpan.FromDays(26));
        Assert.Equal([Bench.Start], Warnings);
    }

    [Fact]
    public async Task One_with_two_sources_is_warned_of_once()
    {
        await using var sources = Sources();
        (await sources.SignedIn(SamplePodio.Client, "jane").SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        Advance(Idle);
        var other = sources.SignedIn(SamplePodio.Client, "jane", WireFormat.Json);
        Assert.Equal(1, sources.Count);
        Advance(TimeSpan.FromDays(26));
        Assert.Equal([Bench.Start], Warnings);
        Assert.Equal("jane", other.Key.Name);
    }

    [Fact]
    public async Task A_login_that_was_renewed_since_is_warned_of_by_the_time_of_that()
    {
        await using var sources = Sources();
        await ForgetAsync(sources);
        Advance(TimeSpan.FromDays(20));
        (await sources.SignedIn(SamplePodio.Client, "jane").GetTokenAsync()).Right();
        var renewed = _bench.Clock.GetUtcNow();
        Advance(TimeSpan.FromDays(26) - TimeSpan.FromSeconds(1));
        Assert.Empty(Warnings);
        Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([renewed], Warnings);
    }

    [Fact]
    public async Task What_another_process_renewed_is_warned_of_by_the_time_of_that()
    {
        await using var sources = Sources();
        await ForgetAsync(sources);
        Advance(TimeSpan.FromDays(20));
        var renewed = _bench.Clock.GetUtcNow();
        await using (var elsewhere = TokenSource.SignedIn(
            _bench.Exchange, SamplePodio.Client, "jane", options: _bench.Options with { Observer = null }))
        {
            (await elsewhere.GetTokenAsync()).Right();
        }

        Advance(TimeSpan.FromDays(26) - TimeSpan.FromSeconds(1));
        Assert.Empty(Warnings);
        Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([renewed], Warnings);
    }

    [Fact]
    public async Task What_was_signed_out_elsewhere_is_warned_of_never()
    {
        await using var sources = Sources();
        await ForgetAsync(sources);
        var jane = LoginKey.OfLogin(PodioEndpoint.Default, SamplePodio.Client.ClientId, "jane");
        var forgotten = await _bench.Store.ForgetAsync(jane, timeProvider: _bench.Clock);
        Assert.True(forgotten.Match(Right: was => was, Left: _ => false));
        Advance(TimeSpan.FromDays(27));
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task After_disposal_nobody_is_told()
    {
        var sources = Sources();
        await ForgetAsync(sources);
        await sources.DisposeAsync();
        Advance(TimeSpan.FromDays(27));
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task An_app_can_begin_again_and_needs_no_warning()
    {
        await using var sources = Sources();
        (await sources.Unattended(Bench.App).GetTokenAsync()).Right();
        Advance(Idle);
        sources.SignedIn(SamplePodio.Client, "joe");
        Advance(TimeSpan.FromDays(27));
        Assert.Empty(Warnings);
        Assert.Equal(["joe"], sources.Persons.Select(person => person.Name));
    }

    private TokenSourceRegistry Sources() => new(_bench.Exchange, _bench.Options, Idle);

    private void Advance(TimeSpan time) => _bench.Clock.Advance(time);

    // Signs Jane in, and asks for somebody else when she is idle.
    private async Task ForgetAsync(TokenSourceRegistry sources)
    {
        (await sources.SignedIn(SamplePodio.Client, "jane").SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        Advance(Idle);
        sources.SignedIn(SamplePodio.Client, "joe");
        Assert.Equal(1, sources.Count);
    }
}

namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>An app goes on although its store is down, where that is wanted; a person's login does not.</summary>
public sealed class WithoutStoreTests
{
    private readonly ScriptedStore _store = new();
    private readonly Bench _bench;

    public WithoutStoreTests() => _bench = new Bench { Store = _store };

    private TokenSourceOptions Options => _bench.Options with { StartsWithoutStore = true };

    [Fact]
    public async Task An_app_asks_for_itself_once_and_saves_what_it_got_when_the_store_is_back()
    {
        await using var source = TokenSource.Unattended(_bench.Exchange, Bench.App, Options);
        _store.BeforeLock = () => throw new IOException("The cache is down.");
        var token = (await source.GetTokenAsync()).Right();
        for (var call = 0; call < 100; call++)
        {
            Assert.Equal(token, (await source.GetTokenAsync()).Right());
        }

        Assert.Equal(1, _bench.Exchanges);
        Assert.Equal(1, _store.Looks);
        Assert.Collection(
            _bench.Events,
            told => Assert.IsType<StoreError>(Assert.IsType<RenewalFailedEvent>(told).Error),
            told => Assert.Equal(RenewalCause.Start, Assert.IsType<RenewedEvent>(told).Cause));

        _store.BeforeLock = () => Task.CompletedTask;
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(token, (await source.GetTokenAsync()).Right());
        await source.DisposeAsync(); // Waits for the save.
        await using var other = _bench.OfApp();
        Assert.Equal(token, (await other.GetTokenAsync()).Right());
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task The_old_token_comes_first_and_a_limit_is_kept()
    {
        await using var source = TokenSource.Unattended(_bench.Exchange, Bench.App, Options);
        var old = (await source.GetTokenAsync()).Right();
        _store.BeforeLock = () => throw new IOException("The cache is down.");
        _bench.Clock.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(30));
        Assert.Equal(old, (await source.GetTokenAsync()).Right());
        Assert.Equal(1, _bench.Exchanges);
        _bench.Clock.Advance(TimeSpan.FromSeconds(30));
        _bench.Podio.Update(state => state.Arm(Fault.RateLimit(TimeSpan.FromMinutes(5))));
        Assert.IsType<CoolingDownError>((await source.GetTokenAsync()).Left());
        _bench.Clock.Advance(TimeSpan.FromSeconds(2));
        (await source.GetTokenAsync()).Left();
        Assert.Equal(2, _bench.Exchanges);
        _bench.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.NotEqual(old, (await source.GetTokenAsync()).Right());
    }

    [Fact]
    public async Task A_reply_that_could_not_be_saved_is_served()
    {
        await using var source = TokenSource.Unattended(_bench.Exchange, Bench.App, Options);
        _store.BeforeWrite = () => throw new IOException("The cache is read-only.");
        var token = (await source.GetTokenAsync()).Right();
        _bench.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(token, (await source.GetTokenAsync()).Right());
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task A_person_s_login_waits_for_the_store_and_so_does_an_app_s_where_nobody_wants_it_otherwise()
    {
        await using var person = TokenSource.SignedIn(_bench.Exchange, SamplePodio.Client, "jane", options: Options);
        (await person.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        _bench.Clock.Advance(TimeSpan.FromHours(8));
        _store.BeforeLock = () => throw new IOException("The cache is down.");
        Assert.IsType<StoreError>((await person.GetTokenAsync()).Left());
        await using var app = _bench.OfApp();
        Assert.IsType<StoreError>((await app.GetTokenAsync()).Left());
        Assert.Equal(1, _bench.Exchanges);
    }
}

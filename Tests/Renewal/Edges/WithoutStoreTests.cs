namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>An app goes on although its store is down, where that is wanted; a person's login does not.</summary>
public sealed class WithoutStoreTests
{
    private readonly Bench _bench = Bench.Scripted();

    private TokenSourceOptions Options => _bench.Options with { StartsWithoutStore = true };

    [Fact]
    public async Task An_app_requests_its_own_token_once_and_saves_it_when_the_store_works_again()
    {
        await using var source = _bench.OfApp(Options);
        _bench.Script.BeforeLock = ScriptedStore.Refuse;
        var token = await source.TokenAsync();
        for (var call = 0; call < 100; call++)
        {
            Assert.Equal(token, await source.TokenAsync());
        }

        Assert.Equal(1, _bench.Exchanges);
        Assert.Equal(1, _bench.Script.Looks);
        Assert.Collection(
            _bench.Events,
            told => Assert.IsType<StoreError>(Assert.IsType<RenewalFailedEvent>(told).Error),
            told => Assert.Equal(RenewalCause.Start, Assert.IsType<RenewedEvent>(told).Cause));

        _bench.Script.BeforeLock = ScriptedStore.Nothing;
        _bench.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(token, await source.TokenAsync());
        await source.DisposeAsync(); // Waits for the save.
        Assert.Equal(token, (await _bench.AppElsewhereAsync()).Right());
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task The_old_token_comes_first_and_a_limit_is_kept()
    {
        await using var source = _bench.OfApp(Options);
        var old = await source.TokenAsync();
        _bench.Script.BeforeLock = ScriptedStore.Refuse;
        _bench.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(30));
        Assert.Equal(old, await source.TokenAsync());
        Assert.Equal(1, _bench.Exchanges);
        _bench.Advance(TimeSpan.FromSeconds(30));
        _bench.Arm(Fault.RateLimit(TimeSpan.FromMinutes(5)));
        Assert.IsType<CoolingDownError>(await source.ErrorAsync());
        _bench.Advance(TimeSpan.FromSeconds(2));
        await source.ErrorAsync();
        Assert.Equal(2, _bench.Exchanges);
        _bench.Advance(TimeSpan.FromMinutes(5));
        Assert.NotEqual(old, await source.TokenAsync());
    }

    [Fact]
    public async Task A_reply_that_could_not_be_saved_is_served()
    {
        await using var source = _bench.OfApp(Options);
        _bench.Script.BeforeWrite = ScriptedStore.Refuse;
        var token = await source.TokenAsync();
        _bench.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(token, await source.TokenAsync());
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task A_persons_login_waits_for_the_store_and_so_does_an_apps_by_default()
    {
        await using var person = _bench.OfPerson(options: Options);
        await person.SignInAsync();
        _bench.Advance(TimeSpan.FromHours(8));
        _bench.Script.BeforeLock = ScriptedStore.Refuse;
        Assert.IsType<StoreError>(await person.ErrorAsync());
        Assert.IsType<StoreError>((await _bench.AppElsewhereAsync()).Left());
        Assert.Equal(1, _bench.Exchanges);
    }
}

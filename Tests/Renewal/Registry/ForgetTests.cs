namespace PodioOAuth.Functional.Renewal.Tests.Registry;

/// <summary>A tenant who has left, or a person, is forgotten: by the registry and by the store.</summary>
public sealed class ForgetTests : OverRegistry
{
    private static readonly LoginKey AppKey = LoginKey.OfRequest(PodioEndpoint.Default, Bench.App);
    private static readonly LoginKey JaneKey = LoginKey.OfLogin(PodioEndpoint.Default, SamplePodio.Client.ClientId, "jane");

    [Fact]
    public async Task A_tenants_source_ends_and_the_store_keeps_no_secret()
    {
        var source = App;
        var token = await source.TokenAsync();
        Assert.True((await Sources.ForgetAsync(Bench.App)).Right());
        Assert.Equal(0, Sources.Count);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => source.GetTokenAsync());
        var stored = (await _bench.Store.LookAtAsync(AppKey, _bench.Clock)).Right();
        Assert.Equal((null, Bench.Start), (stored.Login, stored.SignedOutAt));
        Assert.DoesNotContain(
            token.AccessToken.Reveal(), System.Text.Encoding.UTF8.GetString((await _bench.Store.ReadAsync(AppKey.ToString()))!.Value.Span));
        Assert.False((await Sources.ForgetAsync(Bench.App)).Right());

        Assert.NotEqual(token, await App.TokenAsync());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_login_is_forgotten_without_a_source_of_it()
    {
        (await _bench.AppElsewhereAsync()).Right();
        Assert.True((await Sources.ForgetAsync(Bench.App)).Right());
        Assert.Null((await _bench.Store.LookAtAsync(AppKey, _bench.Clock)).Right().Login);
    }

    [Fact]
    public async Task Knowing_an_app_id_is_not_enough_to_end_a_login()
    {
        var token = await App.TokenAsync();
        Assert.False((await Sources.ForgetAsync(Bench.App with { Grant = Grant.App(SamplePodio.AppId, "not the token") })).Right());
        Assert.Equal(token, (await _bench.Store.LookAtAsync(AppKey, _bench.Clock)).Right().Login?.Token);
        Assert.Equal(token, (await _bench.AppElsewhereAsync()).Right());
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task A_login_that_cannot_be_distinguished_from_anothers_is_kept()
    {
        var token = await App.TokenAsync();
        var store = new ScriptedStore(_bench.Store) { BeforeRead = ScriptedStore.Fail(new IOException(), after: 2) };
        await using var sources = new TokenSourceRegistry(_bench.Exchange, _bench.Options with { Store = store });
        Assert.False((await sources.ForgetAsync(Bench.App)).Right());
        Assert.Equal(token, (await _bench.AppElsewhereAsync()).Right());
    }

    [Fact]
    public async Task A_renewal_in_progress_elsewhere_does_not_bring_the_login_back()
    {
        await using var elsewhere = _bench.OfPerson();
        await elsewhere.SignInAsync();
        _bench.Advance(TimeSpan.FromHours(8));
        var source = Jane;
        _bench.Hold();
        var renewing = elsewhere.GetTokenAsync();
        await _bench.UntilExchangesAsync(2);
        var forgetting = Sources.ForgetAsync(SamplePodio.Client, "jane");
        Assert.False(forgetting.IsCompleted);
        _bench.Release();
        Assert.True((await forgetting).Right());
        (await renewing).Right();
        Assert.Null((await _bench.Store.LookAtAsync(JaneKey, _bench.Clock)).Right().Login);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => source.GetTokenAsync());
        _bench.Advance(TimeSpan.FromHours(8));
        Assert.Equal(Bench.NoLogin, await elsewhere.ErrorAsync());
    }

    [Fact]
    public async Task If_the_lock_is_not_free_it_says_so_and_the_source_is_disposed()
    {
        await using var sources = new TokenSourceRegistry(_bench.Exchange, _bench.Options with { LockTimeout = TimeSpan.Zero });
        var source = sources.SignedIn(SamplePodio.Client, "jane");
        await using var handle = await _bench.Store.LockAsync(JaneKey.ToString(), TimeSpan.Zero);
        Assert.Equal(TokenSourceError.LockLost, (await sources.ForgetAsync(SamplePodio.Client, "jane")).Left());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => source.GetTokenAsync());
    }

    [Fact]
    public async Task Arguments_that_name_no_source_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => Sources.ForgetAsync(null!));
        await Assert.ThrowsAsync<ArgumentException>(() => Sources.ForgetAsync(Bench.App with { Grant = Grant.RefreshToken("r") }));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Sources.ForgetAsync(null!, "jane"));
        await Assert.ThrowsAsync<ArgumentException>(() => Sources.ForgetAsync(SamplePodio.Client, ""));
    }
}

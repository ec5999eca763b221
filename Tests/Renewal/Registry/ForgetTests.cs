using LanguageExt;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Renewal.Tests.Registry;

/// <summary>A tenant who has left, or a person, is forgotten: by the registry and by the store.</summary>
public sealed class ForgetTests
{
    private static readonly LoginKey AppKey = LoginKey.OfRequest(PodioEndpoint.Default, Bench.App);
    private static readonly LoginKey JaneKey = LoginKey.OfLogin(PodioEndpoint.Default, SamplePodio.Client.ClientId, "jane");

    private readonly Bench _bench = new();

    [Fact]
    public async Task A_tenant_s_source_ends_and_the_store_keeps_no_secret()
    {
        await using var sources = Sources();
        var source = sources.Unattended(Bench.App);
        var token = (await source.GetTokenAsync()).Right();
        Assert.True((await sources.ForgetAsync(Bench.App)).Right());
        Assert.Equal(0, sources.Count);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => source.GetTokenAsync());
        var stored = (await _bench.Store.LookAtAsync(AppKey, _bench.Clock)).Right();
        Assert.Equal((null, Bench.Start), (stored.Login, stored.SignedOutAt));
        Assert.DoesNotContain(
            token.AccessToken.Reveal(), System.Text.Encoding.UTF8.GetString((await _bench.Store.ReadAsync(AppKey.ToString()))!.Value.Span));
        Assert.False((await sources.ForgetAsync(Bench.App)).Right());

        Assert.NotEqual(token, (await sources.Unattended(Bench.App).GetTokenAsync()).Right());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_login_is_forgotten_without_a_source_of_it()
    {
        await using (var before = _bench.OfApp())
        {
            (await before.GetTokenAsync()).Right();
        }

        await using var sources = Sources();
        Assert.True((await sources.ForgetAsync(Bench.App)).Right());
        Assert.Null((await _bench.Store.LookAtAsync(AppKey, _bench.Clock)).Right().Login);
    }

    [Fact]
    public async Task Whoever_knows_an_app_s_id_alone_ends_nobody_s_login()
    {
        await using var sources = Sources();
        var token = (await sources.Unattended(Bench.App).GetTokenAsync()).Right();
        Assert.False((await sources.ForgetAsync(Bench.App with { Grant = Grant.App(SamplePodio.AppId, "not the token") })).Right());
        Assert.Equal(token, (await _bench.Store.LookAtAsync(AppKey, _bench.Clock)).Right().Login?.Token);
        await using var anew = _bench.OfApp();
        Assert.Equal(token, (await anew.GetTokenAsync()).Right());
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task A_renewal_under_way_elsewhere_does_not_bring_the_login_back()
    {
        await using var elsewhere = _bench.OfPerson();
        (await elsewhere.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        await using var sources = Sources();
        var source = sources.SignedIn(SamplePodio.Client, "jane");
        _bench.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _bench.Clock.Advance(TimeSpan.FromHours(8));
        var renewing = elsewhere.GetTokenAsync();
        while (_bench.Exchanges < 2)
        {
            await Task.Yield();
        }

        var forgetting = sources.ForgetAsync(SamplePodio.Client, "jane");
        Assert.False(forgetting.IsCompleted);
        _bench.Gate.SetResult();
        Assert.True((await forgetting).Right());
        (await renewing).Right();
        Assert.Null((await _bench.Store.LookAtAsync(JaneKey, _bench.Clock)).Right().Login);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => source.GetTokenAsync());
        _bench.Clock.Advance(TimeSpan.FromHours(8));
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), (await elsewhere.GetTokenAsync()).Left());
    }

    [Fact]
    public async Task Where_the_lock_is_not_free_it_says_so_and_the_source_has_ended()
    {
        await using var sources = new TokenSourceRegistry(_bench.Exchange, _bench.Options with { LockTimeout = TimeSpan.Zero });
        var source = sources.SignedIn(SamplePodio.Client, "jane");
        await using var handle = await _bench.Store.LockAsync(JaneKey.ToString(), TimeSpan.Zero);
        Assert.Equal(
            TokenSourceError.LockLost,
            (await sources.ForgetAsync(SamplePodio.Client, "jane")).Match(Right: _ => null!, Left: error => error));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => source.GetTokenAsync());
    }

    [Fact]
    public async Task What_names_no_source_is_refused()
    {
        await using var sources = Sources();
        await Assert.ThrowsAsync<ArgumentNullException>(() => sources.ForgetAsync(null!));
        await Assert.ThrowsAsync<ArgumentException>(() => sources.ForgetAsync(Bench.App with { Grant = Grant.RefreshToken("r") }));
        await Assert.ThrowsAsync<ArgumentNullException>(() => sources.ForgetAsync(null!, "jane"));
        await Assert.ThrowsAsync<ArgumentException>(() => sources.ForgetAsync(SamplePodio.Client, ""));
    }

    private TokenSourceRegistry Sources() => new(_bench.Exchange, _bench.Options);
}

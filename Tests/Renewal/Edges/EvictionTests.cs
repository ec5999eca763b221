using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>An entry that is gone, and a login that was ended: the first is an accident, the second an order.</summary>
public sealed class EvictionTests
{
    private readonly ScriptedStore _store = new();
    private readonly Bench _bench;

    public EvictionTests() => _bench = new Bench { Store = _store };

    [Fact]
    public async Task A_process_that_has_the_login_goes_on_with_it_and_writes_it_back()
    {
        await using var source = _bench.OfPerson();
        await SignInAsync(source);
        await _store.RemoveAsync(source.Key.ToString());
        _bench.Clock.Advance(TimeSpan.FromHours(8));
        var renewed = (await source.GetTokenAsync()).Right();
        await using var next = _bench.OfPerson();
        Assert.Equal(renewed, (await next.GetTokenAsync()).Right());
    }

    [Fact]
    public async Task A_process_that_has_it_not_has_nothing_to_go_on_with()
    {
        await using (var source = _bench.OfPerson())
        {
            await SignInAsync(source);
            await _store.RemoveAsync(source.Key.ToString());
        }

        await using var next = _bench.OfPerson();
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), (await next.GetTokenAsync()).Left());
    }

    [Fact]
    public async Task An_older_login_that_was_written_back_and_is_spent_does_not_take_the_newer_one()
    {
        await using var stale = _bench.OfPerson();
        await SignInAsync(stale);
        await using var fresh = _bench.OfPerson();
        await fresh.GetTokenAsync();
        _bench.Clock.Advance(TimeSpan.FromHours(7));
        (await fresh.RenewAsync()).Right(); // Podio has another refresh token now, of which the other process has not heard.
        await _store.RemoveAsync(stale.Key.ToString());
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        await stale.GetTokenAsync(); // Writes the old one back, and spends it where Podio rotates.
        _bench.Clock.Advance(TimeSpan.FromHours(7));
        (await fresh.GetTokenAsync()).Right();
    }

    [Fact]
    public async Task Signing_out_reaches_a_process_that_has_the_login()
    {
        await using var one = _bench.OfPerson();
        await SignInAsync(one);
        await using var other = _bench.OfPerson();
        (await other.GetTokenAsync()).Right();
        await one.SignOutAsync();
        _bench.Clock.Advance(TimeSpan.FromHours(8));
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), (await other.GetTokenAsync()).Left());
        await using var third = _bench.OfPerson();
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), (await third.GetTokenAsync()).Left());
    }

    [Fact]
    public async Task What_is_left_of_a_login_that_was_ended_holds_no_secret()
    {
        await using var source = _bench.OfPerson();
        var token = await SignInAsync(source);
        await source.SignOutAsync();
        var entry = System.Text.Encoding.UTF8.GetString((await _store.ReadAsync(source.Key.ToString()))!.Value.Span);
        Assert.DoesNotContain(token.AccessToken.Reveal(), entry, StringComparison.Ordinal);
        Assert.DoesNotContain(token.RefreshToken!.Reveal(), entry, StringComparison.Ordinal);
        Assert.DoesNotContain(SamplePodio.Codes[0].Reveal(), entry, StringComparison.Ordinal);
        Assert.Contains("signed_out_at", entry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_that_is_forgotten_during_a_renewal_does_not_come_back()
    {
        await using var source = _bench.OfPerson();
        await SignInAsync(source);
        _bench.Clock.Advance(TimeSpan.FromHours(8));
        _bench.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var renewing = source.GetTokenAsync();
        while (_bench.Exchanges < 2)
        {
            await Task.Yield(); // Until the lock is held.
        }

        var forgetting = _store.ForgetAsync(source.Key, timeProvider: _bench.Clock);
        _bench.Gate.SetResult();
        (await renewing).Right();
        Assert.True((await forgetting).Right());
        Assert.Null((await _store.LookAtAsync(source.Key, _bench.Clock)).Right().Login);
        _bench.Clock.Advance(TimeSpan.FromHours(8));
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), (await source.GetTokenAsync()).Left());
    }

    [Fact]
    public async Task Forgetting_where_nothing_is_says_so_and_an_app_that_is_forgotten_begins_anew()
    {
        await using var source = _bench.OfApp();
        Assert.False((await _store.ForgetAsync(source.Key, timeProvider: _bench.Clock)).Right());
        var first = (await source.GetTokenAsync()).Right();
        Assert.True((await _store.ForgetAsync(source.Key, timeProvider: _bench.Clock)).Right());
        _bench.Clock.Advance(TimeSpan.FromHours(8));
        Assert.NotEqual(first, (await source.GetTokenAsync()).Right());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task After_thirty_days_what_was_left_is_as_nothing_and_a_sign_in_over_it_is_a_login()
    {
        await using var source = _bench.OfPerson();
        await SignInAsync(source);
        await source.SignOutAsync();
        _bench.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Null((await _store.LookAtAsync(source.Key, _bench.Clock)).Right().SignedOutAt);
        var code = _bench.Podio.IssueCode(SamplePodio.Client.ClientId, SamplePodio.UserId, SamplePodio.RedirectUri);
        var token = (await source.SignInAsync(code, SamplePodio.RedirectUri)).Right();
        await using var next = _bench.OfPerson();
        Assert.Equal(token, (await next.GetTokenAsync()).Right());
    }

    private static async Task<Token> SignInAsync(SignedInTokenSource source) =>
        (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
}

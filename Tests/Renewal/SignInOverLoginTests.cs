namespace PodioOAuth.Functional.Renewal.Tests;

/// <summary>A sign-in that fails leaves the login that it was to replace.</summary>
public sealed class SignInOverLoginTests
{
    private readonly Bench _bench = new();

    [Fact]
    public async Task A_rejected_code_keeps_the_old_login_and_returns_its_own_error()
    {
        var old = await _bench.Person.SignInAsync();
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.CodeRejected), (await _bench.Person.TryCodeAsync("unknown")).Left());
        Assert.True(Assert.IsType<RenewalFailedEvent>(_bench.Events[^1]).IsOldTokenServed);
        Assert.Equal(old, await _bench.Person.TokenAsync());
        _bench.Advance(TimeSpan.FromHours(8));
        Assert.NotEqual(old, await _bench.Person.TokenAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // While the code is refused.
    public async Task A_caller_gets_a_token_of_the_old_login_at_once_although_a_code_was_rejected(bool isMeanwhile)
    {
        await _bench.Person.SignInAsync();
        _bench.Advance(TimeSpan.FromHours(8));
        _bench.Hold();
        var (signingIn, meanwhile) = (_bench.Person.TryCodeAsync("unknown"), isMeanwhile ? _bench.Person.GetTokenAsync() : null);
        _bench.Release();
        (await signingIn).Left();
        (await (meanwhile ?? _bench.Person.GetTokenAsync())).Right();
    }

    [Fact]
    public async Task A_code_whose_reply_was_lost_is_reported_once_and_the_old_login_continues()
    {
        await _bench.Person.SignInAsync();
        _bench.Advance(TimeSpan.FromHours(1));
        _bench.Arm(Fault.DropReply);
        Assert.IsType<ExchangeError>((await _bench.Person.TryCodeAsync(SamplePodio.Codes[1])).Left());

        (await _bench.PersonElsewhereAsync()).Right();
        (await _bench.PersonElsewhereAsync()).Right();

        var undecided = TokenSourceError.Undecided(Bench.Start.AddHours(1));
        Assert.Equal(
            new RenewalFailedEvent(undecided, IsOldTokenServed: true),
            Assert.Single(_bench.Events.OfType<RenewalFailedEvent>(), told => told.Error == undecided));
    }

    [Fact]
    public async Task A_code_whose_reply_was_lost_ends_the_login_if_the_old_one_yields_no_token()
    {
        await _bench.Person.SignInAsync();
        _bench.Advance(TimeSpan.FromHours(8));
        _bench.Podio.Update(state => state.RevokeAll());
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.RefreshTokenRejected), await _bench.Person.ErrorAsync());
        var code = _bench.NewCode();
        _bench.Arm(Fault.DropReply);
        (await _bench.Person.TryCodeAsync(code)).Left();
        Assert.Equal(TokenSourceError.Undecided(Bench.Start.AddHours(8)), await _bench.Person.ErrorAsync());
    }

    [Fact]
    public void A_store_s_detail_is_escaped_in_whatever_prints_it() => Assert.Equal(
        "StoreError { Problem = Unreadable, Detail = a\\u000ab }", TokenSourceError.Store(StoreProblem.Unreadable, "a\nb").ToString());
}

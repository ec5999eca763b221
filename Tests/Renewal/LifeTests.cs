namespace PodioOAuth.Functional.Renewal.Tests;

/// <summary>The life of a source and of a login: saved late, restored, signed out, warned of, disposed.</summary>
public sealed class LifeTests
{
    private readonly Bench _bench = new();

    [Fact]
    public async Task A_served_token_costs_no_allocation()
    {
        await _bench.AppSource.GetTokenAsync();
        await _bench.AppSource.GetTokenAsync(); // The first after a renewal prepares the answer.
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var time = 0; time < 1000; time++)
        {
            _ = _bench.AppSource.GetTokenAsync();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task A_reply_that_could_not_be_saved_is_saved_before_it_is_returned()
    {
        var bench = Bench.Scripted();
        bench.Script.BeforeWrite = ScriptedStore.Once(ScriptedStore.Refuse);
        Assert.Equal(TokenSourceError.Store(StoreProblem.Unwritable, nameof(IOException)), await bench.AppSource.ErrorAsync());
        bench.Advance(TimeSpan.FromSeconds(1)); // Nobody looks at a store that has just failed.
        var token = await bench.AppSource.TokenAsync();
        Assert.Equal(token, (await bench.AppElsewhereAsync()).Right());
        Assert.Equal(1, bench.Exchanges);
    }

    [Fact]
    public async Task A_login_from_elsewhere_is_continued()
    {
        var request = new TokenRequest(SamplePodio.Client, Grant.AuthorizationCode(SamplePodio.Codes[1], SamplePodio.RedirectUri));
        var login = new SavedLogin((await _bench.Podio.Transport.RequestTokenAsync(request)).Right(), Bench.Start);
        Assert.Equal(login.Token, (await _bench.Person.RestoreAsync(login)).Right());
        _bench.Advance(TimeSpan.FromHours(8));
        Assert.NotEqual(login.Token, await _bench.Person.TokenAsync());
        Assert.Equal([RenewalCause.Restored, RenewalCause.Refresh], _bench.Events.OfType<RenewedEvent>().Select(told => told.Cause));
    }

    [Fact]
    public async Task Signing_out_forgets_the_login_here_in_the_store_and_in_every_process_that_has_it_and_revokes_nothing()
    {
        var token = await _bench.Person.SignInAsync();
        await using var other = _bench.OfPerson();
        await other.TokenAsync();
        Assert.Equal(Bench.NoLogin, await _bench.Person.SignOutAsync());
        Assert.Equal(Bench.NoLogin, await _bench.Person.ErrorAsync());
        Assert.Equal(Bench.NoLogin, (await _bench.PersonElsewhereAsync()).Left());
        Assert.IsType<SignedOutEvent>(_bench.Events[^1]);
        Assert.IsType<UserReference>(_bench.Podio.State.ReferenceOf(token.AccessToken, Bench.Start));
        _bench.Advance(TimeSpan.FromHours(8));
        Assert.Equal(Bench.NoLogin, await other.ErrorAsync());
        Assert.Equal(Bench.NoLogin, (await _bench.PersonElsewhereAsync()).Left());
    }

    [Fact]
    public async Task A_code_is_not_sent_again_after_a_reply_that_was_lost()
    {
        _bench.Arm(Fault.DropReply);
        Assert.IsType<ExchangeError>((await _bench.Person.TryCodeAsync()).Left());
        Assert.Equal(TokenSourceError.Undecided(Bench.Start), await _bench.Person.ErrorAsync());
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task A_rate_limit_of_an_API_call_delays_every_source_of_the_login_and_no_other()
    {
        var token = await _bench.AppSource.TokenAsync();
        _bench.AppSource.ReportRateLimited(RetryAfter.After(TimeSpan.FromHours(9)));
        _bench.AppSource.ReportRateLimited(RetryAfter.After(TimeSpan.FromHours(9))); // Of another call at the same moment: no news.
        await Bench.UntilAsync(() => _bench.Events.OfType<CoolingDownEvent>().Any());
        Assert.Equal(token, await _bench.AppSource.TokenAsync());

        _bench.Advance(TimeSpan.FromHours(8));
        Assert.Equal(TokenSourceError.CoolingDown(Bench.Start.AddHours(9)), (await _bench.AppElsewhereAsync()).Left());
        (await _bench.Person.TryCodeAsync(_bench.NewCode())).Right();
        Assert.Equal(2, _bench.Exchanges);
        Assert.Single(_bench.Events.OfType<CoolingDownEvent>());
    }

    [Fact]
    public async Task A_limit_is_written_beside_a_login_that_the_source_has_not_read_yet()
    {
        (await _bench.OfApp().GetTokenAsync()).Right();
        var source = _bench.OfApp();
        source.ReportRateLimited(RetryAfter.Unknown);
        await source.DisposeAsync();
        (await _bench.AppElsewhereAsync()).Right();
        Assert.Equal(1, _bench.Exchanges);
        Assert.Equal(Bench.Start.AddHours(1), Assert.Single(_bench.Events.OfType<CoolingDownEvent>()).Until);
    }

    [Theory]
    [InlineData(26)]
    [InlineData(120)] // More days than a timer takes.
    public async Task Long_without_a_renewal_a_source_warns_before_the_refresh_token_ends(int days)
    {
        var options = _bench.Options with { Policy = new RenewalPolicy { WarnAfter = TimeSpan.FromDays(days) } };
        await using var source = _bench.OfPerson(options: days == 26 ? _bench.Options : options);
        await source.SignInAsync();
        _bench.Advance(TimeSpan.FromDays(days) - TimeSpan.FromSeconds(1));
        Assert.Empty(_bench.Events.OfType<RefreshTokenAgingEvent>());
        _bench.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Bench.Start, Assert.Single(_bench.Events.OfType<RefreshTokenAgingEvent>()).LastRenewedAt);
    }

    [Fact]
    public async Task No_event_prints_a_secret_and_one_reveals_it_by_name()
    {
        var token = (await _bench.AppElsewhereAsync()).Right();
        var told = Assert.IsType<RenewedEvent>(Assert.Single(_bench.Events));
        Assert.Matches("^RenewedEvent { Cause = Start, ExpiresAt = .*, Fingerprint = [0-9a-f]{8} }$", told.ToString());
        Assert.DoesNotContain(token.AccessToken.Reveal(), told.ToString(), StringComparison.Ordinal);
        Assert.Equal(token, told.RevealLogin().Token);
    }

    [Theory]
    [InlineData(true)] // For the exchange and its save,
    [InlineData(false)] // and no longer than it was told to.
    public async Task Disposing_waits(bool isInTime)
    {
        _bench.Hold();
        var asking = _bench.AppSource.GetTokenAsync();
        await _bench.UntilExchangesAsync(1);
        var disposing = _bench.AppSource.DisposeAsync().AsTask();
        Assert.False(disposing.IsCompleted);
        _bench.Advance(isInTime ? TimeSpan.Zero : TimeSpan.FromSeconds(10));
        if (!isInTime)
        {
            await disposing;
            await Assert.ThrowsAsync<ObjectDisposedException>(() => asking);
            return;
        }

        _bench.Release();
        await disposing;
        (await asking).Right();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _bench.AppSource.GetTokenAsync());
        (await _bench.AppElsewhereAsync()).Right();
        Assert.Equal(1, _bench.Exchanges);
    }
}

using LanguageExt;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Renewal.Tests;

/// <summary>The life of a source and of a login: saved late, restored, signed out, warned of, disposed.</summary>
public sealed class LifeTests
{
    private readonly Bench _bench = new();

    [Fact]
    public async Task A_served_token_costs_no_allocation()
    {
        await using var source = _bench.OfApp();
        await source.GetTokenAsync();
        await source.GetTokenAsync(); // The first after a renewal prepares the answer.
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var time = 0; time < 1000; time++)
        {
            _ = source.GetTokenAsync();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task A_reply_that_could_not_be_saved_is_saved_before_it_is_handed_out()
    {
        var store = new FailingStore();
        var options = _bench.Options with { Store = store };
        await using var source = TokenSource.Unattended(_bench.Exchange, Bench.App, options);
        store.FailingWrites = 1;
        Assert.Equal(TokenSourceError.Store(StoreProblem.Unwritable, nameof(IOException)), (await source.GetTokenAsync()).Left());
        _bench.Clock.Advance(TimeSpan.FromSeconds(1)); // Nobody looks at a store that has just failed.
        var token = (await source.GetTokenAsync()).Right();
        Assert.Equal(1, _bench.Exchanges);
        await using var another = TokenSource.Unattended(_bench.Exchange, Bench.App, options);
        Assert.Equal(token, (await another.GetTokenAsync()).Right());
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task A_login_from_elsewhere_is_gone_on_with()
    {
        var login = new SavedLogin((await TokenOf(_bench)).Right(), Bench.Start);
        await using var source = _bench.OfPerson();
        Assert.Equal(login.Token, (await source.RestoreAsync(login)).Right());
        _bench.Clock.Advance(TimeSpan.FromHours(8));
        Assert.NotEqual(login.Token, (await source.GetTokenAsync()).Right());
        Assert.Equal([RenewalCause.Restored, RenewalCause.Refresh], _bench.Events.OfType<RenewedEvent>().Select(told => told.Cause));
    }

    [Fact]
    public async Task Signing_out_forgets_the_login_here_and_in_the_store_and_revokes_nothing()
    {
        await using var source = _bench.OfPerson();
        var token = (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), await source.SignOutAsync());
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), (await source.GetTokenAsync()).Left());
        await using var another = _bench.OfPerson();
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), (await another.GetTokenAsync()).Left());
        Assert.IsType<SignedOutEvent>(_bench.Events[^1]);
        Assert.IsType<UserReference>(_bench.Podio.State.ReferenceOf(token.AccessToken, Bench.Start));
    }

    [Fact]
    public async Task A_code_is_not_sent_again_after_a_reply_that_was_lost()
    {
        await using var source = _bench.OfPerson();
        _bench.Podio.Update(state => state.Arm(Fault.DropReply));
        Assert.IsType<ExchangeError>((await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Left());
        Assert.Equal(TokenSourceError.Undecided(Bench.Start), (await source.GetTokenAsync()).Left());
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task A_code_waits_for_the_end_of_a_cool_down_and_is_good_then()
    {
        await using var app = _bench.OfApp();
        _bench.Podio.Update(state => state.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300))));
        (await app.GetTokenAsync()).Left();
        await using var source = _bench.OfPerson();
        Assert.IsType<CoolingDownError>((await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Left());
        Assert.Equal(1, _bench.Exchanges);
        _bench.Clock.Advance(TimeSpan.FromSeconds(300));
        (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
    }

    [Fact]
    public async Task A_limit_that_an_api_call_met_is_waited_out_by_every_source_of_the_login_and_by_no_other()
    {
        await using var one = _bench.OfApp();
        var token = (await one.GetTokenAsync()).Right();
        one.ReportRateLimited(RetryAfter.After(TimeSpan.FromHours(9)));
        one.ReportRateLimited(RetryAfter.After(TimeSpan.FromHours(9))); // Of another call at the same moment: no news.
        await UntilAsync(() => _bench.Events.OfType<CoolingDownEvent>().Any());
        Assert.Equal(token, (await one.GetTokenAsync()).Right());

        _bench.Clock.Advance(TimeSpan.FromHours(8));
        await using var another = _bench.OfApp();
        Assert.Equal(TokenSourceError.CoolingDown(Bench.Start.AddHours(9)), (await another.GetTokenAsync()).Left());
        await using var person = _bench.OfPerson();
        var code = _bench.Podio.IssueCode(SamplePodio.Client.ClientId, SamplePodio.UserId, SamplePodio.RedirectUri);
        (await person.SignInAsync(code, SamplePodio.RedirectUri)).Right();
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
        await using var another = _bench.OfApp();
        (await another.GetTokenAsync()).Right();
        Assert.Equal(1, _bench.Exchanges);
        Assert.Equal(Bench.Start.AddHours(1), Assert.Single(_bench.Events.OfType<CoolingDownEvent>()).Until);
    }

    [Fact]
    public async Task Long_without_a_renewal_it_warns_before_the_refresh_token_ends()
    {
        await using var source = _bench.OfPerson();
        (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        _bench.Clock.Advance(TimeSpan.FromDays(26) - TimeSpan.FromSeconds(1));
        Assert.Empty(_bench.Events.OfType<RefreshTokenAgingEvent>());
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Bench.Start, Assert.Single(_bench.Events.OfType<RefreshTokenAgingEvent>()).LastRenewedAt);
    }

    [Fact]
    public async Task No_event_prints_a_secret_and_one_reveals_it_by_name()
    {
        await using var source = _bench.OfApp();
        var token = (await source.GetTokenAsync()).Right();
        var told = Assert.IsType<RenewedEvent>(Assert.Single(_bench.Events));
        Assert.Matches("^RenewedEvent { Cause = Start, ExpiresAt = .*, Fingerprint = [0-9a-f]{8} }$", told.ToString());
        Assert.DoesNotContain(token.AccessToken.Reveal(), told.ToString(), StringComparison.Ordinal);
        Assert.Equal(token, told.RevealLogin().Token);
    }

    [Fact]
    public async Task Disposing_waits_for_the_exchange_and_its_save()
    {
        var source = _bench.OfApp();
        _bench.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asking = source.GetTokenAsync();
        await UntilAsync(() => _bench.Exchanges == 1);
        var disposing = source.DisposeAsync().AsTask();
        Assert.False(disposing.IsCompleted);
        _bench.Gate.SetResult();
        await disposing;
        (await asking).Right();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => source.GetTokenAsync());
        await using var another = _bench.OfApp();
        (await another.GetTokenAsync()).Right();
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task Disposing_waits_no_longer_than_it_was_told_to()
    {
        var source = _bench.OfApp();
        _bench.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asking = source.GetTokenAsync();
        await UntilAsync(() => _bench.Exchanges == 1);
        var disposing = source.DisposeAsync().AsTask();
        _bench.Clock.Advance(TimeSpan.FromSeconds(10));
        await disposing;
        await Assert.ThrowsAsync<ObjectDisposedException>(() => asking);
    }

    private static async Task<Either<TokenSourceError, Token>> TokenOf(Bench bench) =>
        (await bench.Podio.Transport.RequestTokenAsync(
            new TokenRequest(SamplePodio.Client, Grant.AuthorizationCode(SamplePodio.Codes[1], SamplePodio.RedirectUri))))
        .MapLeft(TokenSourceError.Exchange);

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Yield();
        }
    }

    private sealed class FailingStore : ITokenStore
    {
        private readonly InMemoryTokenStore _store = new();

        public Task<StoreLock?> LockAsync(string key, TimeSpan timeout, CancellationToken cancellationToken = default) =>
            _store.LockAsync(key, timeout, cancellationToken);

        internal int FailingWrites { get; set; }

        public Task<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken = default) =>
            _store.ReadAsync(key, cancellationToken);

        public Task WriteAsync(
            string key, ReadOnlyMemory<byte> value, TimeSpan? lifetime = null, CancellationToken cancellationToken = default) =>
            FailingWrites-- > 0 ? Task.FromException(new IOException("full")) : _store.WriteAsync(key, value, lifetime, cancellationToken);

        public Task RemoveAsync(string key, CancellationToken cancellationToken = default) => _store.RemoveAsync(key, cancellationToken);
    }
}

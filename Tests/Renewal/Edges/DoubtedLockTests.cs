namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>A lock that was lost, or is in doubt, or cannot be given back.</summary>
public sealed class DoubtedLockTests : IDisposable
{
    private readonly Bench _bench = Bench.Scripted();
    private readonly CancellationTokenSource _lease = new();

    public void Dispose() => _lease.Dispose();

    [Fact]
    public async Task A_sign_in_that_lost_its_lock_is_not_answered_with_the_login_from_before()
    {
        var first = await _bench.Person.SignInAsync();
        _bench.Advance(TimeSpan.FromHours(8));
        _bench.Script.BeforeWrite = ScriptedStore.Fail(new IOException(), after: 1);
        Assert.IsType<StoreError>(await _bench.Person.ErrorAsync());
        _bench.Script.Lease = _lease.Token;
        _bench.Script.BeforeRead = ScriptedStore.Once(LoseAsync);
        Assert.IsType<LockLostError>((await _bench.Person.TryCodeAsync(SamplePodio.Codes[1])).Left());
        Assert.Equal(2, _bench.Exchanges);
        Assert.NotEqual(first, await _bench.Person.TokenAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // It is in doubt then: the store was slow.
    public async Task A_code_is_sent_once_though_the_lock_was_lost_after_its_intent_was_stored(bool isLost)
    {
        _bench.Script.Lease = _lease.Token;
        _bench.Script.AfterWrite = ScriptedStore.Once(() =>
        {
            _bench.Advance(isLost ? TimeSpan.Zero : TimeSpan.FromSeconds(2));
            return isLost ? LoseAsync() : Task.CompletedTask;
        });
        var token = await _bench.Person.SignInAsync();
        Assert.Equal(token, await _bench.Person.SignInAsync());
        Assert.Equal(1, _bench.Exchanges);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(2, false)] // It has ended by then.
    public async Task A_renewal_that_lost_its_lock_returns_the_token_of_another_process(int hours, bool isAnswer)
    {
        await _bench.Person.SignInAsync();
        _bench.Advance(TimeSpan.FromHours(8));
        _bench.Script.Lease = _lease.Token;
        _bench.Hold();
        var renewing = _bench.Person.RenewAsync();
        await _bench.UntilExchangesAsync(2);
        await LoseAsync();
        await _bench.Script.SeizeAsync();
        var theirs = new Token("theirs", "bearer", TimeSpan.FromHours(1), "theirs too", TokenReference.None, Scope: null);
        await using var other = _bench.OfPerson();
        (await other.RestoreAsync(new SavedLogin(theirs, _bench.Clock.GetUtcNow()))).Right();
        _bench.Advance(TimeSpan.FromHours(hours));
        _bench.Release();
        Assert.Equal(isAnswer ? (object)theirs : TokenSourceError.LockLost, (await renewing).Case);
    }

    [Fact]
    public async Task The_intent_of_a_failed_sign_in_is_not_removed_without_the_lock()
    {
        var code = _bench.NewCode();
        _bench.Script.Lease = _lease.Token;
        _bench.Arm(Fault.Refuse);
        _bench.Hold();
        var signingIn = _bench.Person.SignInUntilAsync(Bench.Start.AddHours(20), code, SamplePodio.RedirectUri);
        await _bench.UntilExchangesAsync(1);
        await LoseAsync();
        _bench.Release();
        (await signingIn).Left();
        Assert.NotNull(await _bench.Script.ReadAsync(_bench.Person.Key.ToString()));
    }

    [Fact]
    public async Task A_token_is_served_and_stored_even_if_its_lock_cannot_be_released()
    {
        _bench.Script.BeforeRelease = ScriptedStore.Refuse;
        Token token;
        await using (var source = _bench.OfApp())
        {
            token = await source.TokenAsync();
            Assert.Equal(token, await source.TokenAsync());
        }

        await _bench.Script.SeizeAsync(); // As when its lease ends.
        Assert.Equal(token, (await _bench.AppElsewhereAsync()).Right());
        Assert.Equal(1, _bench.Exchanges);
        Assert.IsType<RenewedEvent>(Assert.Single(_bench.Events));
    }

    [Fact]
    public void Its_exception_is_reported_as_unobserved() => Assert.True(Unobserved.Reports(
        "The server of locks 4711 is away.",
        () =>
        {
            _bench.Script.BeforeRelease = () => throw new IOException("The server of locks 4711 is away.");
            _bench.OfApp().GetTokenAsync().GetAwaiter().GetResult().Right();
        }));

    private Task LoseAsync()
    {
        _bench.Script.Lease = CancellationToken.None; // The next lock is another.
        return _lease.CancelAsync();
    }
}

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

    [Fact]
    public async Task A_token_is_served_and_stored_though_its_lock_cannot_be_given_back()
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
    public void What_was_wrong_with_it_is_reported_as_unobserved() => Assert.True(Unobserved.Reports(
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

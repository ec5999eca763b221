using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>A token that a call rejects is served no more, whatever becomes of its renewal.</summary>
public sealed class RejectedMeanwhileTests
{
    private readonly Bench _bench = Bench.Scripted();

    [Theory]
    [InlineData(false)] // Before its renewal,
    [InlineData(true)] // and during it.
    public async Task A_rejected_token_is_not_served_when_its_successor_could_not_be_saved(bool isMeanwhile)
    {
        var old = await _bench.AppSource.TokenAsync();
        _bench.Advance(TimeSpan.FromHours(8) - TimeSpan.FromMinutes(9));
        _bench.Script.BeforeWrite = ScriptedStore.Fail(new IOException(), after: 1); // After the intent.
        _bench.Hold();
        if (isMeanwhile)
        {
            Assert.Equal(old, await _bench.AppSource.TokenAsync());
            await _bench.UntilExchangesAsync(2);
        }

        _bench.AppSource.ReportRejected(old.AccessToken);
        var asking = _bench.AppSource.ErrorAsync();
        _bench.Release();
        Assert.IsType<StoreError>(await asking);
        Assert.False(Assert.IsType<RenewalFailedEvent>(_bench.Events[^1]).IsOldTokenServed);
    }

    [Fact]
    public async Task A_token_that_is_rejected_while_its_successor_is_unsaved_is_replaced_at_once()
    {
        var old = await _bench.AppSource.TokenAsync();
        _bench.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(30));
        _bench.Script.BeforeWrite = ScriptedStore.Fail(new IOException(), after: 1);
        Assert.Equal(old, await _bench.AppSource.TokenAsync());
        _bench.AppSource.ReportRejected(old.AccessToken);
        Assert.NotEqual(old, await _bench.AppSource.TokenAsync());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_token_that_is_rejected_while_a_limit_is_read_is_not_the_answer_of_the_renewal_that_the_limit_stops()
    {
        var old = await _bench.AppSource.TokenAsync();
        _bench.Advance(TimeSpan.FromHours(8) - TimeSpan.FromMinutes(9));
        _bench.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300)));
        var limited = (await _bench.Person.TryCodeAsync()).Left(); // Which every login of the client shares.
        var reading = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _bench.Script.BeforeRead = () => reading.Task;
        Assert.Equal(old, await _bench.AppSource.TokenAsync());
        _bench.AppSource.ReportRejected(old.AccessToken);
        var asking = _bench.AppSource.ErrorAsync();
        reading.SetResult();
        Assert.Equal(limited, await asking);
        Assert.IsType<CoolingDownError>(limited);
    }

    [Fact]
    public async Task A_renewal_whose_every_token_is_rejected_meanwhile_is_repeated_once()
    {
        var asked = 0;
        var token = new Token("always the same", "bearer", TimeSpan.FromHours(8), RefreshToken: null, TokenReference.None, Scope: null);
        TokenSource? source = null;
        await using var always = TokenSource.Unattended(
            (_, _) =>
            {
                asked++;
                return Task.FromResult<Either<OAuthError, Token>>(token);
            },
            Bench.App,
            new TokenSourceOptions { Observer = _ => source!.ReportRejected(token.AccessToken) });
        source = always;
        Assert.True((await always.GetTokenAsync()).IsRight);
        Assert.Equal(2, asked);
    }
}

namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>A reply that the store doesn't take: with it, the only valid refresh token would be lost.</summary>
public sealed class UnsavedReplyTests
{
    private readonly Bench _bench = Bench.Scripted();

    [Fact]
    public async Task An_unsaved_reply_that_has_expired_is_not_replaced_during_the_limit_of_its_client()
    {
        await OweAsync();
        _bench.Advance(TimeSpan.FromHours(8));
        _bench.Arm(Fault.RateLimit(TimeSpan.FromHours(2)));
        Assert.IsType<CoolingDownError>(await _bench.AppSource.ErrorAsync());
        Assert.IsType<CoolingDownError>(await _bench.Person.ErrorAsync());
        Assert.Equal(3, _bench.Exchanges);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_code_that_another_process_sent_is_not_sent_again_by_one_with_an_unsaved_reply(bool isSavedFirst)
    {
        await OweAsync();
        var at = _bench.Clock.GetUtcNow();
        await using var other = _bench.OfPerson();
        _bench.Arm(Fault.DropReply);
        (await other.TryCodeAsync(SamplePodio.Codes[1])).Left();
        _bench.Advance(TimeSpan.FromSeconds(1));
        await (isSavedFirst ? _bench.Person.TokenAsync() : Task.CompletedTask);
        Assert.Equal(TokenSourceError.Undecided(at), (await _bench.Person.TryCodeAsync(SamplePodio.Codes[1])).Left());
        Assert.Equal(3, _bench.Exchanges);
    }

    [Fact]
    public async Task An_unsaved_reply_is_saved_when_the_source_is_disposed()
    {
        await OweAsync();
        await _bench.Person.DisposeAsync();
        Assert.IsType<RenewedEvent>(_bench.Events[^1]);
        (await _bench.PersonElsewhereAsync()).Right();
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_disposal_does_not_wait_endlessly_for_a_store_that_an_unsaved_reply_needs()
    {
        await OweAsync();
        _bench.Script.BeforeLock = () => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
        var disposing = _bench.Person.DisposeAsync().AsTask();
        while (!disposing.IsCompleted)
        {
            _bench.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await disposing;
    }

    // Jane's login is renewed, and the store doesn't take the reply.
    private async Task OweAsync()
    {
        await _bench.Person.SignInAsync();
        _bench.Advance(TimeSpan.FromHours(8));
        _bench.Script.BeforeWrite = ScriptedStore.Fail(new IOException(), after: 1);
        Assert.IsType<StoreError>(await _bench.Person.ErrorAsync());
    }
}

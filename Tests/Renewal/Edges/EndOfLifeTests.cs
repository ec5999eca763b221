using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>What a source does no more when it has ended, and what is not begun by who has given up.</summary>
public sealed class EndOfLifeTests
{
    private static readonly CancellationToken Canceled = new(canceled: true);

    private readonly Bench _bench = Bench.Scripted();
    private int _flights;

    private TokenSourceOptions Options => _bench.Options with
    {
        Launch = flight =>
        {
            Interlocked.Increment(ref _flights);
            return FlightContext.Launch(flight);
        },
    };

    [Fact]
    public async Task A_disposed_source_starts_nothing()
    {
        var source = _bench.OfPerson(options: Options);
        await source.SignInAsync();
        await source.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => source.RenewAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => source.SignOutAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => source.GetTokenAsync());
        Assert.Equal(1, _flights);
    }

    [Fact]
    public async Task An_already_canceled_call_starts_nothing()
    {
        var source = _bench.OfPerson(options: Options);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.GetTokenAsync(Canceled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.RenewAsync(Canceled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.SignOutAsync(Canceled));
        Assert.Equal(0, _flights);
    }

    [Fact]
    public async Task Work_that_waits_for_a_flight_when_the_source_is_disposed_is_not_started()
    {
        var source = _bench.OfPerson(options: Options);
        _bench.Hold();
        var signingIn = source.TryCodeAsync();
        var signingOut = source.SignOutAsync();
        var disposing = source.DisposeAsync().AsTask();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => signingOut);
        _bench.Release();
        (await signingIn).Right();
        await disposing;
        Assert.Equal(1, _flights);
    }

    [Fact]
    public async Task Waiting_for_a_lock_ends_with_the_source()
    {
        var source = _bench.OfApp(_bench.Options with { DisposeTimeout = TimeSpan.FromMinutes(1) });
        await using var held = await _bench.Script.LockAsync(source.Key.ToString(), TimeSpan.Zero);
        var asking = source.GetTokenAsync();
        await Bench.UntilAsync(() => _bench.Script.Looks == 2);
        var disposing = source.DisposeAsync().AsTask();
        _bench.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => asking);
        await disposing;
    }

    [Theory]
    [InlineData(true)] // One that answers late when it is cancelled, and is waited for.
    [InlineData(false)] // One that never answers, and is left: the second disposal does not wait again.
    public async Task Disposing_waits_once_more_after_it_has_cancelled(bool isAnswered)
    {
        var (asked, canceled, answer) = (new TaskCompletionSource(), new TaskCompletionSource(),
            new TaskCompletionSource<Either<OAuthError, Token>>(TaskCreationOptions.RunContinuationsAsynchronously));
        var source = TokenSource.SignedIn(
            (_, cancellationToken) =>
            {
                cancellationToken.Register(canceled.SetResult);
                asked.SetResult();
                return answer.Task;
            },
            SamplePodio.Client, "jane", options: _bench.Options with { DisposeTimeout = TimeSpan.FromMinutes(1) });
        var signingIn = source.TryCodeAsync();
        await asked.Task;
        var disposing = source.DisposeAsync().AsTask();
        _bench.Advance(TimeSpan.FromMinutes(1));
        await canceled.Task;
        await CapturedContext.PauseAsync();
        Assert.False(disposing.IsCompleted);
        if (!isAnswered)
        {
            while (!disposing.IsCompleted)
            {
                _bench.Advance(TimeSpan.FromMinutes(1));
                await Task.Yield();
            }

            Assert.True(source.DisposeAsync().AsTask().IsCompleted);
        }

        answer.SetResult(new Token("access", "bearer", TimeSpan.FromDays(90), "refresh", TokenReference.None, Scope: null));
        await Task.WhenAny(signingIn);
        await disposing;
        await Bench.UntilAsync(() => _bench.Events.OfType<RenewedEvent>().Any()); // Stored, also by one that was left.
        Assert.False(source.Warning.IsPending);
        _bench.Advance(TimeSpan.FromDays(27));
        Assert.Empty(_bench.Events.OfType<RefreshTokenAgingEvent>());
    }
}

using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>Things done twice, too late, or by somebody who has given up.</summary>
public sealed class LifecycleTests
{
    private static readonly CancellationToken Canceled = new(canceled: true);

    private readonly ScriptedStore _store = new();
    private readonly Bench _bench;

    public LifecycleTests() => _bench = new Bench { Store = _store };

    [Fact]
    public async Task Who_has_given_up_begins_nothing()
    {
        await using var source = _bench.OfPerson();
        (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => source.SignInAsync(SamplePodio.Codes[1], SamplePodio.RedirectUri, Canceled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.SignOutAsync(Canceled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.RenewAsync(Canceled));
        (await source.GetTokenAsync()).Right();
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task Nor_does_who_gives_up_in_the_queue()
    {
        await using var source = _bench.OfPerson();
        _bench.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri);
        using var patience = new CancellationTokenSource();
        var second = source.SignOutAsync(patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        _bench.Gate.SetResult();
        var token = (await first).Right();
        Assert.Equal(token, (await source.GetTokenAsync()).Right());
    }

    [Fact]
    public async Task A_sign_in_goes_before_callers_who_ask_again_and_again()
    {
        await using var source = _bench.OfPerson();
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _store.BeforeRead = () => held.Task;
        var polling = source.GetTokenAsync();
        var signingIn = source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri);
        var waiting = Enumerable.Range(0, 100).Select(_ => source.GetTokenAsync()).ToList();
        held.SetResult();
        (await polling).Left();
        (await signingIn).Right();
        Assert.Equal(2, _store.Looks);
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task A_login_that_only_a_person_can_begin_is_looked_for_once_a_second()
    {
        await using var source = _bench.OfPerson();
        for (var call = 0; call < 100; call++)
        {
            Assert.IsType<SignInAgainError>((await source.GetTokenAsync()).Left());
        }

        Assert.Equal(1, _store.Looks);
        (await source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        (await source.GetTokenAsync()).Right();
    }

    [Fact]
    public async Task Disposing_twice_and_at_once_is_as_once()
    {
        var source = _bench.OfApp();
        _bench.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asking = source.GetTokenAsync();
        var disposals = Enumerable.Range(0, 8).Select(_ => Task.Run(() => source.DisposeAsync().AsTask())).ToList();
        _bench.Gate.SetResult();
        await Task.WhenAll(disposals);
        await source.DisposeAsync();
        (await asking).Right();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => source.GetTokenAsync());
    }

    [Fact]
    public async Task Disposing_leaves_a_transport_that_minds_no_cancellation_and_nobody_waits_for_it()
    {
        var never = new TaskCompletionSource<Either<OAuthError, Token>>();
        var asked = new TaskCompletionSource();
        var options = _bench.Options with { DisposeTimeout = TimeSpan.FromMilliseconds(200) };
        var source = TokenSource.SignedIn(
            (_, _) =>
            {
                asked.TrySetResult();
                return never.Task;
            },
            SamplePodio.Client, "jane", options: options);
        var signingIn = source.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri);
        var queued = source.SignOutAsync();
        await asked.Task;
        var disposing = source.DisposeAsync().AsTask();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => queued);
        while (!disposing.IsCompleted)
        {
            _bench.Clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(() => signingIn);
    }

    [Fact]
    public async Task A_renewal_that_is_asked_for_renews_whatever_the_age_and_once_for_all_who_ask()
    {
        await using var source = _bench.OfApp();
        var old = (await source.GetTokenAsync()).Right();
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        var renewed = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => source.RenewAsync()));
        Assert.NotEqual(old, Assert.Single(renewed.Select(EitherSides.Right).Distinct()));
        Assert.Equal(2, _bench.Exchanges);
        Assert.Equal(RenewalCause.Refresh, Assert.IsType<RenewedEvent>(_bench.Events[^1]).Cause);
    }

    [Fact]
    public async Task A_renewal_that_is_asked_for_and_fails_is_answered_by_its_error_and_leaves_the_old_token()
    {
        await using var source = _bench.OfApp();
        var old = (await source.GetTokenAsync()).Right();
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        _bench.Podio.Update(state => state.Arm(Fault.Unavailable()));
        Assert.IsType<ExchangeError>((await source.RenewAsync()).Left());
        Assert.IsType<CoolingDownError>((await source.RenewAsync()).Left());
        Assert.Equal(old, (await source.GetTokenAsync()).Right());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task A_renewal_of_a_login_that_nobody_began_says_so()
    {
        await using var source = _bench.OfPerson();
        Assert.Equal(TokenSourceError.SignInAgain(SignInReason.NoLogin), (await source.RenewAsync()).Left());
    }
}

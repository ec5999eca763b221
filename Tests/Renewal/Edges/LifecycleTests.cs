using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>Things done twice, too late, or by somebody who has given up.</summary>
public sealed class LifecycleTests
{
    private static readonly CancellationToken Canceled = new(canceled: true);

    private readonly Bench _bench = Bench.Scripted();

    [Fact]
    public async Task A_canceled_caller_starts_nothing()
    {
        await _bench.Person.SignInAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _bench.Person.SignInAsync(SamplePodio.Codes[1], SamplePodio.RedirectUri, Canceled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.Person.SignOutAsync(Canceled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.Person.RenewAsync(Canceled));
        await _bench.Person.TokenAsync();
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task A_sign_out_that_waits_for_a_renewal_happens_even_if_its_caller_gives_up()
    {
        await CancelQueuedAsync(_bench.Person.SignOutAsync);
        Assert.True(SpinWait.SpinUntil(() => _bench.Events[^1] is SignedOutEvent, RunningProcess.Patience));
        Assert.Equal(Bench.NoLogin, await _bench.Person.ErrorAsync());
    }

    [Fact]
    public async Task A_requested_renewal_that_waits_for_a_sign_in_does_not_happen_if_its_caller_gives_up()
    {
        var token = await CancelQueuedAsync(async patience =>
        {
            _bench.Advance(TimeSpan.FromMinutes(1)); // The login would be older than requested.
            return (await _bench.Person.RenewAsync(patience)).Left();
        });
        Assert.Null(await _bench.Person.EndCoolDownAsync()); // After what was queued before.
        Assert.Equal(token, await _bench.Person.TokenAsync());
        Assert.Equal(1, _bench.Exchanges);
    }

    [Fact]
    public async Task A_sign_in_takes_precedence_over_repeated_callers()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _bench.Script.BeforeRead = () => held.Task;
        var polling = _bench.Person.GetTokenAsync();
        var signingIn = _bench.Person.TryCodeAsync();
        var waiting = Enumerable.Range(0, 100).Select(_ => _bench.Person.GetTokenAsync()).ToList();
        held.SetResult();
        (await polling).Left();
        (await signingIn).Right();
        Assert.Equal(2, _bench.Script.Looks);
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task A_login_that_only_a_person_can_start_is_checked_once_per_second()
    {
        for (var call = 0; call < 100; call++)
        {
            Assert.IsType<SignInAgainError>(await _bench.Person.ErrorAsync());
        }

        Assert.Equal(1, _bench.Script.Looks);
        await _bench.Person.SignInAsync();
        await _bench.Person.TokenAsync();
    }

    [Fact]
    public async Task A_flight_that_ends_on_the_thread_that_began_it_has_ended()
    {
        await using var source = _bench.OfPerson(options: _bench.Options with { Launch = flight => flight() });
        var token = await source.SignInAsync();
        _bench.Advance(TimeSpan.FromHours(8));
        Assert.NotEqual(token, await source.TokenAsync());
    }

    [Fact]
    public async Task Repeated_and_concurrent_disposals_have_the_effect_of_one()
    {
        _bench.Hold();
        var asking = _bench.AppSource.GetTokenAsync();
        var disposals = Enumerable.Range(0, 8).Select(_ => Task.Run(() => _bench.AppSource.DisposeAsync().AsTask())).ToList();
        _bench.Release();
        await Task.WhenAll(disposals);
        await _bench.AppSource.DisposeAsync();
        (await asking).Right();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _bench.AppSource.GetTokenAsync());
    }

    [Fact]
    public async Task Disposing_abandons_a_transport_that_ignores_cancellation()
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
        var signingIn = source.TryCodeAsync();
        var queued = source.SignOutAsync();
        await asked.Task;
        var disposing = source.DisposeAsync().AsTask();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => queued);
        while (!disposing.IsCompleted)
        {
            _bench.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(() => signingIn);
    }

    [Fact]
    public async Task A_requested_renewal_ignores_the_age_and_runs_once_for_all_callers()
    {
        var old = await _bench.AppSource.TokenAsync();
        _bench.Advance(TimeSpan.FromMinutes(1));
        var renewed = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _bench.AppSource.RenewAsync()));
        Assert.NotEqual(old, Assert.Single(renewed.Select(EitherSides.Right).Distinct()));
        Assert.Equal(2, _bench.Exchanges);
        Assert.Equal(RenewalCause.Refresh, Assert.IsType<RenewedEvent>(_bench.Events[^1]).Cause);
    }

    [Fact]
    public async Task A_requested_renewal_that_fails_returns_its_error_and_keeps_the_old_token()
    {
        var old = await _bench.AppSource.TokenAsync();
        _bench.Advance(TimeSpan.FromMinutes(1));
        _bench.Arm(Fault.Unavailable());
        Assert.IsType<ExchangeError>((await _bench.AppSource.RenewAsync()).Left());
        Assert.IsType<CoolingDownError>((await _bench.AppSource.RenewAsync()).Left());
        Assert.Equal(old, await _bench.AppSource.TokenAsync());
        Assert.Equal(2, _bench.Exchanges);
    }

    [Fact]
    public async Task Renewing_a_login_that_was_never_started_says_so() =>
        Assert.Equal(Bench.NoLogin, (await _bench.Person.RenewAsync()).Left());

    [Fact]
    public async Task A_request_without_its_secret_is_invalid_input_and_not_a_store_error()
    {
        var podio = new InMemoryPodio(SamplePodio.State(DateTimeOffset.UtcNow)).Transport;
        await using var source = TokenSource.Unattended(
            podio.ToTokenExchange(), new TokenRequest(SamplePodio.Client, Grant.App(SamplePodio.AppId, appToken: null!)));
        Assert.IsType<InvalidInputError>(Assert.IsType<ExchangeError>((await source.GetTokenAsync()).Left()).Error);
    }

    // Begins something during a sign-in, and gives up waiting for it.
    private async Task<Token> CancelQueuedAsync<T>(Func<CancellationToken, Task<T>> begin)
    {
        _bench.Hold();
        var signingIn = _bench.Person.TryCodeAsync();
        using var patience = new CancellationTokenSource();
        var queued = begin(patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued);
        _bench.Release();
        return (await signingIn).Right();
    }
}

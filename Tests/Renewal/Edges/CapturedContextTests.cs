using System.Reflection;
using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>Nothing comes back to the synchronization context of a caller, at no wait of an operation, a failure or a store: a window whose
/// only thread waits for a token would wait forever.</summary>
public sealed class CapturedContextTests : IDisposable
{
    private static readonly LoginKey Jane = LoginKey.OfLogin(PodioEndpoint.Default, SamplePodio.Client.ClientId, "jane");

    private readonly Bench _bench = Bench.Scripted();
    private readonly CapturedContext _context = new(typeof(TokenSource).Assembly, typeof(Token).Assembly);
    private readonly TemporaryFolder _folder = new();

    public CapturedContextTests()
    {
        var script = _bench.Script;
        (script.BeforeLock, script.BeforeRead, script.BeforeWrite, script.BeforeRemove, script.BeforeRelease) = (
            CapturedContext.PauseAsync, CapturedContext.PauseAsync, CapturedContext.PauseAsync, CapturedContext.PauseAsync,
            CapturedContext.PauseAsync);
    }

    public void Dispose() => _folder.Dispose();

    private TokenSourceOptions Options => _bench.Options with { Launch = _context.RunAsync };

    [Theory]
    [InlineData(nameof(RenewAsync)), InlineData(nameof(DecorateAsync)), InlineData(nameof(SignInAsync)), InlineData(nameof(LookAgainAsync))]
    [InlineData(nameof(LimitAsync)), InlineData(nameof(OweAsync)), InlineData(nameof(LoseTheLockAsync))]
    [InlineData(nameof(LoseTheStoreAsync)), InlineData(nameof(WarnAsync)), InlineData(nameof(DisposeInFlightAsync))]
    [InlineData(nameof(RegisterAsync)), InlineData(nameof(StoreAsync))]
    public async Task Nothing_comes_back_to_the_context_of_a_caller(string work)
    {
        var method = GetType().GetMethod(work, BindingFlags.Instance | BindingFlags.NonPublic, [])!;
        await _context.RunAsync(method.CreateDelegate<Func<Task>>(this));
        Assert.Empty(_context.Seen);
    }

    [Fact]
    public async Task A_user_who_comes_back_is_detected_in_the_second_wait_too()
    {
        var context = new CapturedContext(typeof(CapturedContextTests).Assembly);
        await context.RunAsync(() => TwiceAsync(isSecond: false));
        Assert.Empty(context.Seen);
        await context.RunAsync(() => TwiceAsync(isSecond: true));
        Assert.Contains(nameof(TwiceAsync), Assert.Single(context.Seen), StringComparison.Ordinal);
    }

    // Both waits are real: what continues after the second shows whether the context was captured.
    private static Task TwiceAsync(bool isSecond)
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        var waiting = WaitAsync();
        ThreadPool.UnsafeQueueUserWorkItem(
            _ =>
            {
                first.SetResult(); // In no context, so it returns only when the second is awaited.
                second.SetResult();
            },
            null);
        return waiting;

        async Task WaitAsync()
        {
            await first.Task.ConfigureAwait(false);
            await second.Task.ConfigureAwait(isSecond);
        }
    }

    private TokenSource App(TokenSourceOptions? options = null) => TokenSource.Unattended(AskAsync, Bench.App, options ?? Options);

    private SignedInTokenSource Person() => TokenSource.SignedIn(AskAsync, SamplePodio.Client, "jane", options: Options);

    private async Task<Either<OAuthError, Token>> AskAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        await CapturedContext.PauseAsync();
        return await _bench.Exchange(request, cancellationToken);
    }

    // Whose login was got a while ago.
    private Task<Either<TokenSourceError, Token>> RenewAsync(TokenSource source)
    {
        _bench.Advance(TimeSpan.FromMinutes(1));
        return source.RenewAsync();
    }

    private async Task RenewAsync()
    {
        await using var source = App();
        await source.TokenAsync();
        _bench.Advance(TimeSpan.FromHours(8));
        await source.TokenAsync();
        _bench.Arm(Fault.Reject("invalid_grant"));
        (await RenewAsync(source)).Right(); // By the original grant.
        _bench.Arm(Fault.Unavailable());
        (await RenewAsync(source)).Left();
    }

    private async Task DecorateAsync()
    {
        TokenExchange slow = AskAsync;
        var exchange = slow.WithObserver(_ => { }).WithTimeLimit(TimeSpan.FromHours(1), _bench.Clock).WithRetry(new RetryOptions
        {
            FirstWait = TimeSpan.FromMilliseconds(1),
            Share = () => 1,
        });
        _bench.Arm(Fault.Refuse);
        (await exchange(Bench.App, CancellationToken.None)).Right();
    }

    private async Task SignInAsync()
    {
        await using var source = Person();
        _bench.Hold();
        var signingIn = source.TryCodeAsync("wrong");
        var waiting = source.GetTokenAsync(); // Looks for a login of its own when the sign-in has failed.
        _bench.Release();
        (await signingIn).Left();
        (await waiting).Left();
        await source.SignInAsync();
        _bench.Advance(TimeSpan.FromHours(9));
        await source.SignInAsync(); // The same code once more, whose token has expired.
        (await source.RestoreAsync(new SavedLogin(await source.TokenAsync(), Bench.Start))).Right();
        await source.SignOutAsync();
        await source.SignInUntilAsync(Bench.Start.AddHours(1), "wrong", SamplePodio.RedirectUri);
    }

    private async Task LookAgainAsync()
    {
        await using var source = Person();
        await source.SignInAsync();
        await _bench.Script.RemoveAsync(Jane.ToString());
        (await RenewAsync(source)).Right();
        await _bench.Script.WriteAsync(Jane.ToString(), (await _bench.Script.ReadAsync(Jane.ToString()))!.Value[..^1]);
        (await RenewAsync(source)).Right();
    }

    private async Task LimitAsync()
    {
        await using var source = App();
        _bench.Arm(Fault.RateLimit(TimeSpan.FromMinutes(5)));
        Assert.IsType<CoolingDownError>(await source.ErrorAsync());
        Assert.Null(await source.EndCoolDownAsync());
        await source.TokenAsync();
        source.ReportRateLimited(RetryAfter.After(TimeSpan.FromHours(1)));
        await RenewAsync(source);
    }

    private async Task OweAsync()
    {
        await using var source = App();
        await source.TokenAsync();
        FailOnce(writes: 2);
        Assert.IsType<StoreError>((await RenewAsync(source)).Left());
        (await RenewAsync(source)).Right(); // Saves, and renews what is too old by now.
        FailOnce(writes: 2);
        (await RenewAsync(source)).Left();
        source.ReportRateLimited(RetryAfter.After(TimeSpan.FromHours(1))); // What is owed is shared with the limit.
        await RenewAsync(source);
    }

    private async Task LoseTheLockAsync()
    {
        await using var source = Person();
        await LoseAsync(() => source.TryCodeAsync());
        await LoseAsync(() => RenewAsync(source));

        async Task LoseAsync(Func<Task<Either<TokenSourceError, Token>>> begin)
        {
            using var lease = new CancellationTokenSource();
            var before = _bench.Exchanges;
            _bench.Script.Lease = lease.Token;
            _bench.Hold();
            var asking = begin();
            await _bench.UntilExchangesAsync(before + 1);
            _bench.Script.Lease = CancellationToken.None;
            await lease.CancelAsync();
            _bench.Release();
            (await asking).Right();
        }
    }

    private async Task LoseTheStoreAsync()
    {
        await using var source = App(Options with { StartsWithoutStore = true });
        _bench.Script.BeforeLock = async () =>
        {
            await CapturedContext.PauseAsync();
            throw new IOException();
        };
        await source.TokenAsync();
    }

    // While an observer takes its time, what comes next waits for it: the events of a flight, and a warning.
    private async Task WarnAsync()
    {
        using var patience = new ManualResetEventSlim(initialState: true);
        await using var source = TokenSource.SignedIn(AskAsync, SamplePodio.Client, "jane", options: Options with
        {
            Observer = what =>
            {
                _bench.Options.Observer!(what);
                patience.Wait();
            },
        });
        await source.SignInAsync();
        foreach (var isCodeLost in new[] { false, true }) // Then the renewal has two things to tell.
        {
            if (isCodeLost)
            {
                _bench.Arm(Fault.DropReply);
                (await source.TryCodeAsync(_bench.NewCode())).Left();
            }

            patience.Reset();
            await AgeAsync();
            var before = source.ExpiresAt;
            var renewing = RenewAsync(source);
            await Bench.UntilAsync(() => source.ExpiresAt > before);
            await CapturedContext.PauseAsync();
            patience.Set();
            (await renewing).Right();
        }

        patience.Reset();
        var (told, reads) = (_bench.Events.Count, _bench.Script.Reads);
        var last = RenewAsync(source);
        await Bench.UntilAsync(() => _bench.Events.Count > told);
        var aging = AgeAsync();
        await Bench.UntilAsync(() => _bench.Script.Reads > reads + 2); // The flight's two, and the warning's.
        await CapturedContext.PauseAsync();
        patience.Set();
        await aging;
        await last;

        async Task AgeAsync()
        {
            var before = Warnings();
            _bench.Advance(TimeSpan.FromDays(27));
            await Bench.UntilAsync(() => Warnings() > before);
        }

        int Warnings() => _bench.Events.OfType<RefreshTokenAgingEvent>().Count();
    }

    private async Task DisposeInFlightAsync()
    {
        foreach (var isStubborn in new[] { false, true })
        {
            var asked = new TaskCompletionSource();
            var source = TokenSource.Unattended(
                async (_, cancellationToken) =>
                {
                    asked.TrySetResult();
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, isStubborn ? default : cancellationToken);
                    return OAuthError.Unreachable(UnreachableReason.Other, mayHaveBeenProcessed: true);
                },
                Bench.App, Options with { DisposeTimeout = TimeSpan.FromMinutes(1), Store = new InMemoryTokenStore() });
            var asking = source.GetTokenAsync();
            await asked.Task;
            var disposing = source.DisposeAsync().AsTask();
            while (!disposing.IsCompleted)
            {
                _bench.Advance(TimeSpan.FromSeconds(10));
                await CapturedContext.PauseAsync();
            }

            await Assert.ThrowsAsync<ObjectDisposedException>(() => asking);
        }
    }

    private async Task RegisterAsync()
    {
        var sources = new TokenSourceRegistry(AskAsync, Options);
        var jane = sources.SignedIn(SamplePodio.Client, "jane");
        await jane.SignInAsync();
        await sources.SignInUntilAsync(
            Bench.Start.AddHours(1), SamplePodio.Client, "joe", WireFormat.Form, SamplePodio.Codes[1], SamplePodio.RedirectUri);
        foreach (var end in new Func<Task>[]
        {
            () => sources.RemoveAsync(Bench.App).AsTask(),
            () => sources.ForgetAsync(Bench.App),
            () => sources.DisposeAsync().AsTask(),
        })
        {
            await sources.Unattended(Bench.App).TokenAsync();
            _bench.Hold();
            var renewing = RenewAsync(sources.Unattended(Bench.App));
            var ending = end();
            _bench.Release();
            await ending;
            await ((Task)renewing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task StoreAsync()
    {
        var files = new FileTokenStore(_folder.Path);
        var store = new ProtectedTokenStore(files, new EphemeralDataProtectionProvider());
        await using (var source = App(Options with { Store = store }))
        {
            await source.TokenAsync();
        }

        Assert.Single(await store.ListLoginsAsync().ToListAsync());
        var memory = new InMemoryTokenStore();
        var writing = new FileLocks(new PrivateFolder(_folder.Path, before: null), PrivateFolder.Writing, TimeProvider.System);
        await WaitForAsync(files.LockAsync);
        await WaitForAsync(memory.LockAsync);
        var held = await writing.LockAsync(Jane.ToString(), TimeSpan.Zero, CancellationToken.None);
        var removing = files.RemoveAsync(Jane.ToString());
        await CapturedContext.PauseAsync();
        await held!.DisposeAsync();
        await removing;
        await _bench.Script.LookAtAsync(Jane);
        await _bench.Script.ForgetAsync(Jane);
    }

    private static async Task WaitForAsync(Func<string, TimeSpan, CancellationToken, Task<StoreLock?>> take)
    {
        var held = await take(Jane.ToString(), TimeSpan.Zero, CancellationToken.None);
        var waiting = take(Jane.ToString(), TimeSpan.FromMinutes(1), CancellationToken.None);
        await held!.DisposeAsync();
        await (await waiting)!.DisposeAsync();
    }

    // The first of these writes succeed, and the last does not.
    private void FailOnce(int writes)
    {
        var calls = 0;
        _bench.Script.BeforeWrite = async () =>
        {
            await CapturedContext.PauseAsync();
            if (++calls == writes)
            {
                throw new IOException();
            }
        };
    }
}

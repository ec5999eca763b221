using LanguageExt;
using Microsoft.AspNetCore.DataProtection;

namespace PodioOAuth.Functional.Renewal.Tests.Edges;

/// <summary>Nothing comes back to the synchronization context of a caller, at no wait of an operation, a failure or a store: a window whose
/// only thread waits for a token would wait for ever.</summary>
public sealed class CapturedContextTests : IDisposable
{
    private static readonly LoginKey Jane = LoginKey.OfLogin(PodioEndpoint.Default, SamplePodio.Client.ClientId, "jane");

    private readonly Bench _bench = Bench.Scripted();
    private readonly CapturedContext _context = new(typeof(TokenSource).Assembly, typeof(Token).Assembly);
    private readonly CancellationTokenSource _lease = new();
    private readonly TemporaryFolder _folder = new();

    public CapturedContextTests()
    {
        var script = _bench.Script;
        (script.BeforeLock, script.BeforeRead, script.BeforeWrite, script.BeforeRemove, script.BeforeRelease) = (
            CapturedContext.PauseAsync, CapturedContext.PauseAsync, CapturedContext.PauseAsync, CapturedContext.PauseAsync,
            CapturedContext.PauseAsync);
    }

    public void Dispose()
    {
        _lease.Dispose();
        _folder.Dispose();
    }

    private TokenSourceOptions Options => _bench.Options with { Launch = _context.RunAsync };

    [Theory(Timeout = 8000)]
    [InlineData(nameof(RenewAsync))]
    [InlineData(nameof(DecorateAsync))]
    [InlineData(nameof(SignInAsync))]
    [InlineData(nameof(LookAgainAsync))]
    [InlineData(nameof(LimitAsync))]
    [InlineData(nameof(OweAsync))]
    [InlineData(nameof(LoseTheLockAsync))]
    [InlineData(nameof(LoseTheStoreAsync))]
    [InlineData(nameof(WarnAsync))]
    [InlineData(nameof(DisposeInFlightAsync))]
    [InlineData(nameof(RegisterAsync))]
    [InlineData(nameof(StoreAsync))]
    public async Task Nothing_comes_back_to_the_context_of_a_caller(string work)
    {
        await _context.RunAsync(work switch
        {
            nameof(RenewAsync) => RenewAsync,
            nameof(DecorateAsync) => DecorateAsync,
            nameof(SignInAsync) => SignInAsync,
            nameof(LookAgainAsync) => LookAgainAsync,
            nameof(LimitAsync) => LimitAsync,
            nameof(OweAsync) => OweAsync,
            nameof(LoseTheLockAsync) => LoseTheLockAsync,
            nameof(LoseTheStoreAsync) => LoseTheStoreAsync,
            nameof(WarnAsync) => WarnAsync,
            nameof(DisposeInFlightAsync) => DisposeInFlightAsync,
            nameof(RegisterAsync) => RegisterAsync,
            _ => StoreAsync,
        });
        Assert.Empty(_context.Seen);
    }

    [Fact]
    public async Task Who_does_come_back_is_seen_at_the_second_wait_too()
    {
        var context = new CapturedContext(typeof(CapturedContextTests).Assembly);
        await context.RunAsync(() => TwiceAsync(isFirst: false, isSecond: false));
        Assert.Empty(context.Seen);
        await context.RunAsync(() => TwiceAsync(isFirst: false, isSecond: true));
        Assert.Contains(nameof(TwiceAsync), Assert.Single(context.Seen), StringComparison.Ordinal);
    }

    private static async Task TwiceAsync(bool isFirst, bool isSecond)
    {
        await Task.Delay(1).ConfigureAwait(isFirst);
        await Task.Delay(1).ConfigureAwait(isSecond);
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
        var signingIn = source.TryCodeAsync();
        var waiting = source.GetTokenAsync(); // After somebody else's sign-in.
        _bench.Release();
        (await signingIn).Right();
        (await waiting).Right();
        await source.SignInAsync(); // The same code once more.
        (await source.TryCodeAsync("wrong")).Left();
        (await source.TryCodeAsync("wrong")).Left();
        _bench.Arm(Fault.DropReply);
        (await source.TryCodeAsync(SamplePodio.Codes[1])).Left();
        await source.TokenAsync();
        await source.RestoreAsync(new SavedLogin(await source.TokenAsync(), Bench.Start));
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
        foreach (var hours in new[] { 0, 9 }) // Saved late; saved too late to be of use.
        {
            FailOnce(writes: 2);
            Assert.IsType<StoreError>((await RenewAsync(source)).Left());
            _bench.Advance(TimeSpan.FromHours(hours) + TimeSpan.FromSeconds(1));
            await source.TokenAsync();
        }

        FailOnce(writes: 2);
        (await RenewAsync(source)).Left();
        source.ReportRateLimited(RetryAfter.After(TimeSpan.FromHours(1))); // What is owed is shared with the limit.
        await RenewAsync(source);
    }

    private async Task LoseTheLockAsync()
    {
        await using var source = App();
        await source.TokenAsync();
        _bench.Script.Lease = _lease.Token;
        _bench.Hold();
        var renewing = RenewAsync(source);
        await _bench.UntilExchangesAsync(2);
        _bench.Script.Lease = CancellationToken.None;
        await _lease.CancelAsync();
        _bench.Release();
        (await renewing).Right();
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

    private async Task WarnAsync()
    {
        await using var source = Person();
        await source.SignInAsync();
        await _bench.Script.RemoveAsync(Jane.ToString());
        _bench.Advance(TimeSpan.FromDays(27));
        await Bench.UntilAsync(() => _bench.Events.OfType<RefreshTokenAgingEvent>().Any());
    }

    private async Task DisposeInFlightAsync()
    {
        var source = App(Options with { DisposeTimeout = TimeSpan.FromMinutes(1) });
        _bench.Hold();
        var asking = source.GetTokenAsync();
        await _bench.UntilExchangesAsync(1);
        var disposing = source.DisposeAsync().AsTask();
        while (!disposing.IsCompleted)
        {
            _bench.Advance(TimeSpan.FromSeconds(10));
            await CapturedContext.PauseAsync();
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(() => asking);
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
        var held = await files.LockAsync(Jane.ToString(), TimeSpan.Zero);
        var waiting = files.LockAsync(Jane.ToString(), TimeSpan.FromMinutes(1));
        await held!.DisposeAsync();
        await (await waiting)!.DisposeAsync();
        var memory = new InMemoryTokenStore();
        held = await memory.LockAsync(Jane.ToString(), TimeSpan.Zero);
        waiting = memory.LockAsync(Jane.ToString(), TimeSpan.FromMinutes(1));
        await held!.DisposeAsync();
        await (await waiting)!.DisposeAsync();
        await _bench.Script.LookAtAsync(Jane);
        await _bench.Script.ForgetAsync(Jane);
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

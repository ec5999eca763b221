using LanguageExt;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>A person's login that has expired, and two machines that share it. The lease of the first is lost at a point of the test's
/// choice, where the other one goes on.</summary>
internal sealed class LeaseBench : IAsyncDisposable
{
    private readonly Bench _bench = new();
    private readonly ScriptedStore _store;
    private CancellationTokenSource _lease = new();

    private LeaseBench()
    {
        _store = new ScriptedStore(_bench.Store) { Lease = _lease.Token };
        (_store.AfterLock, _store.AfterRead, _store.AfterWrite) =
            (() => Step("after lock"), () => Step("after read"), () => Step("after write"));
        First = Of(_store, step => Step(step), () => Sent++);
        Other = Of(_bench.Store, step => OthersStep(step));
    }

    internal SignedInTokenSource First { get; }

    internal SignedInTokenSource Other { get; }

    /// <summary>What the other one got, where the first was held up.</summary>
    internal Either<TokenSourceError, Token> Others { get; private set; }

    /// <summary>How many requests the first has sent.</summary>
    internal int Sent { get; private set; }

    /// <summary>What happens after each step of the first.</summary>
    internal Func<string, Task> Step { get; set; } = _ => Task.CompletedTask;

    /// <summary>And what around the request of the other.</summary>
    internal Func<string, Task> OthersStep { get; set; } = _ => Task.CompletedTask;

    internal static async Task<LeaseBench> CreateAsync()
    {
        var bench = new LeaseBench();
        await bench.First.SignInAsync();
        bench.Advance(TimeSpan.FromHours(8));
        bench.Sent = 0;
        return bench;
    }

    internal void Advance(TimeSpan time) => _bench.Advance(time);

    internal void Arm(Fault fault) => _bench.Arm(fault);

    internal Secret NewCode() => _bench.NewCode();

    /// <summary>Does something at the first's step of a name and a number, once.</summary>
    internal void At(string name, int number, Func<Task> act) => Step = step =>
    {
        if (step != name || --number != 0)
        {
            return Task.CompletedTask;
        }

        Step = _ => Task.CompletedTask;
        return act();
    };

    /// <summary>The lease of the first is lost at this step, and the other one goes on, with a code where there is one.</summary>
    /// <param name="paused">For how long it is paused where it is not told of the loss.</param>
    internal void LoseToOtherAt(string name, int number = 1, TimeSpan? paused = null, Secret? code = null) => At(name, number, async () =>
    {
        await LoseAsync(isNoticed: paused is null);
        Advance(paused ?? TimeSpan.Zero);
        Others = code is null ? await Other.GetTokenAsync() : await Other.SignInAsync(code, SamplePodio.RedirectUri);
    });

    /// <summary>The lease is over: others may have the lock.</summary>
    /// <param name="isNoticed">Whether the holder is told: one that was paused may go on before it is.</param>
    internal async Task LoseAsync(bool isNoticed = true)
    {
        var lost = _lease;
        _lease = new CancellationTokenSource();
        _store.Lease = _lease.Token;
        await _store.SeizeAsync();
        await (isNoticed ? lost.CancelAsync() : Task.CompletedTask);
    }

    /// <summary>A third machine, which comes to the store when all is over.</summary>
    internal async Task<Token> StoredAsync()
    {
        await using var third = Of(_bench.Store, _ => throw new InvalidOperationException("What is stored has to be good."));
        return await third.TokenAsync();
    }

    /// <summary>Whether the login that is stored can go on.</summary>
    internal async Task<Token> RenewedAsync()
    {
        Advance(TimeSpan.FromHours(8));
        return await Other.TokenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        await Other.DisposeAsync();
    }

    private SignedInTokenSource Of(ITokenStore store, Func<string, Task> step, Action? sent = null)
    {
        TokenExchange exchange = async (request, cancellationToken) =>
        {
            await step("before exchange");
            sent?.Invoke();
            var reply = await _bench.Exchange(request, cancellationToken);
            await step("after exchange");
            return reply;
        };
        var options = _bench.Options with { Store = store, DisposeTimeout = TimeSpan.Zero }; // The clock stands still.
        return TokenSource.SignedIn(exchange, SamplePodio.Client, "jane", options: options);
    }
}

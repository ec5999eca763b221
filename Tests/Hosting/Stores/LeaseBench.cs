using Microsoft.Extensions.Time.Testing;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Hosting.Tests.Stores;

/// <summary>A person's login that has expired, and two machines that share it. The lease of the first is lost at a point of the test's
/// choice, where the other one goes on.</summary>
internal sealed class LeaseBench : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 8, 11, 9, 0, 0, TimeSpan.Zero);

    private readonly InMemoryTokenStore _shared = new();
    private readonly TokenExchange _exchange;

    private LeaseBench()
    {
        Clock = new FakeTimeProvider(Start);
        Podio = new InMemoryPodio(SamplePodio.State(Start), Clock);
        _exchange = Podio.Transport.ToTokenExchange();
        Store = new LeasedStore(_shared);
        First = Of(Store, async (request, cancellationToken) =>
        {
            await Step("before exchange");
            Sent++;
            var reply = await _exchange(request, cancellationToken);
            await Step("after exchange");
            return reply;
        });
        Other = Of(_shared, async (request, cancellationToken) =>
        {
            await OthersStep("before exchange");
            var reply = await _exchange(request, cancellationToken);
            await OthersStep("after exchange");
            return reply;
        });
        Store.Done = done => Step($"after {done}");
    }

    internal FakeTimeProvider Clock { get; }

    internal InMemoryPodio Podio { get; }

    internal LeasedStore Store { get; }

    internal SignedInTokenSource First { get; }

    internal SignedInTokenSource Other { get; }

    /// <summary>How many requests the first has sent.</summary>
    internal int Sent { get; private set; }

    /// <summary>What happens after each step of the first.</summary>
    internal Func<string, Task> Step { get; set; } = _ => Task.CompletedTask;

    /// <summary>And what around the request of the other.</summary>
    internal Func<string, Task> OthersStep { get; set; } = _ => Task.CompletedTask;

    internal static async Task<LeaseBench> CreateAsync()
    {
        var bench = new LeaseBench();
        (await bench.First.SignInAsync(SamplePodio.Codes[0], SamplePodio.RedirectUri)).Right();
        bench.Clock.Advance(TimeSpan.FromHours(8));
        bench.Sent = 0;
        return bench;
    }

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

    /// <summary>A third machine, which comes to the store when all is over.</summary>
    internal async Task<Token> StoredAsync()
    {
        await using var third = Of(_shared, (_, _) => throw new InvalidOperationException("What is stored has to be good."));
        return (await third.GetTokenAsync()).Right();
    }

    /// <summary>Whether the login that is stored can go on.</summary>
    internal async Task<Token> RenewedAsync()
    {
        Clock.Advance(TimeSpan.FromHours(8));
        return (await Other.GetTokenAsync()).Right();
    }

    internal Secret NewCode() => Podio.IssueCode(SamplePodio.Client.ClientId, SamplePodio.UserId, SamplePodio.RedirectUri);

    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        await Other.DisposeAsync();
    }

    private SignedInTokenSource Of(ITokenStore store, TokenExchange exchange) => TokenSource.SignedIn(
        exchange, SamplePodio.Client, "jane", options: new TokenSourceOptions
        {
            Store = store,
            TimeProvider = Clock,
            JitterShare = 0,
            DisposeTimeout = TimeSpan.Zero, // The clock stands still.
        });
}

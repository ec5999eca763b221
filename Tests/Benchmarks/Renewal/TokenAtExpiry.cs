using LanguageExt;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>10,000 callers who find the token expired: how soon the last one is served, and what their wait allocates.</summary>
/// <remarks>
/// The renewal takes a fixed <see cref="Latency"/> on any machine. Both contenders renew once an operation, which is checked beforehand.
/// The bytes are those of all callers together, the renewal's own among them.
/// </remarks>
internal static class TokenAtExpiry
{
    internal const string Ours = "TokenSource, token expired";
    internal const string Renewal = "the renewal alone";
    internal const string Semaphore = "SemaphoreSlim cache, token expired";

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8); // The sample token's.

    internal static IReadOnlyList<Figure> Figures() =>
    [
        BesideRenewal(),
        BesideSemaphore("10,000 calls at expiry", new(CanCancel: false, AwaitThemselves: false)),
        BesideSemaphore("10,000 calls at expiry, each with a cancellation token", new(CanCancel: true, AwaitThemselves: false)),
        BesideSemaphore("10,000 async callers at expiry", new(CanCancel: false, AwaitThemselves: true)),
        BesideSemaphore("10,000 async callers at expiry, each with a cancellation token", new(CanCancel: true, AwaitThemselves: true)),
    ];

    private static Figure BesideRenewal()
    {
        var (exchange, ask) = OurCrowd(new(CanCancel: false, AwaitThemselves: true));
        return new(
            "from expiry until 10,000 callers are served",
            Contender.Of(Ours, ask.RunAsync, callers: 1),
            Contender.Of(Renewal, () => exchange.AskAsync(SampleRequest.Request, CancellationToken.None), callers: 1),
            [new(Measure.Time, AtMost: 1.15)],
            () => Agreement.Check(
                OurResult(exchange, ask),
                (1, SampleReply.ValuesOf(exchange.AskAsync(SampleRequest.Request, CancellationToken.None).GetAwaiter().GetResult()))));
    }

    private static Figure BesideSemaphore(string work, Callers callers)
    {
        var (ourExchange, ours) = OurCrowd(callers);
        var (exchange, clock) = (new SampleExchange(Latency), new AdvancedClock());
        var cache = new SemaphoreCache(exchange.GetTokenAsync, clock);
        var peers = new Crowd<Token>(clock, Lifetime, cache.GetTokenAsync, callers);
        return new(
            work,
            Contender.Of(Ours, ours.RunAsync, callers: 1),
            Contender.Of(Semaphore, peers.RunAsync, callers: 1),
            [new(Measure.Bytes, AtMost: 0.55)],
            () => Agreement.Check(OurResult(ourExchange, ours), Result(exchange, peers, token => SampleReply.ValuesOf(token))))
        {
            CauseOfMiss = callers.AwaitThemselves
                ? "136 B of ours and 120 B of the peer's are the caller's own method; the calls alone are compared above"
                : null,
        };
    }

    private static (SampleExchange Exchange, Crowd<Either<TokenSourceError, Token>> Crowd) OurCrowd(Callers callers)
    {
        var (exchange, clock) = (new SampleExchange(Latency), new AdvancedClock());
        var source = TokenSource.Unattended(exchange.AskAsync, SampleRequest.Request, new() { TimeProvider = clock });
        return (exchange, new(clock, Lifetime, source.GetTokenAsync, callers));
    }

    private static (int Exchanges, TokenValues Token) OurResult(SampleExchange exchange, Crowd<Either<TokenSourceError, Token>> crowd) =>
        Result(
            exchange,
            crowd,
            answer => answer.Match(
                Right: token => SampleReply.ValuesOf(token),
                Left: error => throw new InvalidOperationException(error.Describe())));

    // How many exchanges it took, and the one token that all were given.
    private static (int Exchanges, TokenValues Token) Result<T>(SampleExchange exchange, Crowd<T> crowd, Func<T, TokenValues> valuesOf)
    {
        var before = exchange.Count;
        var served = crowd.RunAsync().GetAwaiter().GetResult();
        return (exchange.Count - before, served.Select(valuesOf).Distinct().Single());
    }
}

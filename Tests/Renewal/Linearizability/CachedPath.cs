using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Linearizability;

/// <summary>A cache of a token under concurrent use, and what each of its callers was told.</summary>
/// <remarks>The exchange answers at once, with tokens numbered in their order, so that one order of the calls gives one outcome. Another
/// thread may go first wherever the clock is read, and before the exchange.</remarks>
internal sealed class CachedPath
{
    /// <summary>The number of the token that the source has from the beginning, and that may be refused.</summary>
    /// <remarks>Of a token that is still on its way a refusal says nothing: nobody has it yet. In an order of calls it would come
    /// after.</remarks>
    internal const int Known = 1;

    /// <summary>The number of a token that nobody ever gets.</summary>
    internal const int Unknown = 1_000_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    private readonly InterleavedClock _clock = new();
    private readonly ConcurrentBag<string> _told = [];
    private readonly Func<string> _get;
    private readonly Action<Secret> _refuse;
    private readonly Action _limit;
    private int _exchanges = Known;

    private CachedPath(Func<CachedPath, (Func<string> Get, Action<Secret> Refuse, Action Limit)> begin) =>
        (_get, _refuse, _limit) = begin(this);

    /// <summary>Where flights get their threads; null for that of their first caller.</summary>
    internal Interleaving? Threads { get; set; }

    /// <summary>The source under test.</summary>
    /// <remarks>It renews before use only: a renewal in the background has no place in an order of calls. The holds outlast the test, for
    /// they count from when they were reported, which is not the instant at which they are taken in.</remarks>
    internal static CachedPath OfSource() => new(path =>
    {
        var source = TokenSource.SignedIn(path.ExchangeAsync, SamplePodio.Client, "jane", options: new TokenSourceOptions
        {
            TimeProvider = path._clock,
            JitterShare = 0,
            Policy = new RenewalPolicy { Ahead = TimeSpan.Zero, RejectionCoolDown = TimeSpan.FromDays(30) },
            Launch = work => path.Threads is { } threads ? threads.Launch(work) : Task.Run(work),
        });
        source.RestoreAsync(new SavedLogin(TokenOf(Known), path._clock.GetUtcNow())).GetAwaiter().GetResult().Right();
        return (
            () => Name(Interleaving.ResultOf(source.GetTokenAsync())),
            source.ReportRejected,
            () => source.ReportRateLimited(RetryAfter.After(TimeSpan.FromDays(30))));
    });

    /// <summary>A cache with a race.</summary>
    internal static CachedPath OfRacyCache() => new(path => (new RacyCache(path._clock, path.Ask).Get, _ => { }, () => { }));

    internal void Get(int caller) => _told.Add($"#{caller} {_get()}");

    internal void Refuse(int number) => _refuse(AccessToken(number));

    internal void Limit() => _limit();

    internal void Advance(TimeSpan by) => _clock.Advance(by);

    /// <summary>What every caller was told, whoever came first, and what one more is told after all.</summary>
    internal string End()
    {
        Threads = null;
        return string.Join(", ", _told.Order(StringComparer.Ordinal)) + "; then " + _get();
    }

    private Task<Either<OAuthError, Token>> ExchangeAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        Interleaving.Point();
        return Task.FromResult<Either<OAuthError, Token>>(TokenOf(Interlocked.Increment(ref _exchanges)));
    }

    private string Ask()
    {
        Interleaving.Point();
        return TokenOf(Interlocked.Increment(ref _exchanges)).AccessToken.Reveal();
    }

    private static Token TokenOf(int number) => new(
        AccessToken(number), "bearer", Lifetime, new Secret($"refresh-{number}"), TokenReference.App(SamplePodio.AppId), Scope: null);

    private static Secret AccessToken(int number) => new($"access-{number}");

    private static string Name(Either<TokenSourceError, Token> answer) =>
        answer.Match(Right: token => token.AccessToken.Reveal(), Left: error => error.GetType().Name);

    private sealed class InterleavedClock() : FakeTimeProvider(Bench.Start)
    {
        public override DateTimeOffset GetUtcNow()
        {
            Interleaving.Point();
            return base.GetUtcNow();
        }
    }
}

using System.Collections.Concurrent;
using LanguageExt;
using Microsoft.Extensions.Time.Testing;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Renewal.Tests.Linearizability;

/// <summary>A cache of a token under concurrent use, and what each of its callers was told.</summary>
/// <remarks>The exchange answers at once, with tokens numbered in their order, so that one order of the calls gives one outcome.</remarks>
internal sealed class CachedPath
{
    /// <summary>The number of the token that the source has from the beginning, and that may be refused.</summary>
    /// <remarks>Of a token that is still on its way a refusal says nothing: nobody has it yet. In an order of calls it would come
    /// after.</remarks>
    internal const int Known = 1;

    /// <summary>The number of a token that nobody ever gets.</summary>
    internal const int Unknown = 1_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30); // Only a test that fails waits for so long.

    private static readonly TokenRequest App = new(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken));

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 8, 11, 9, 0, 0, TimeSpan.Zero));
    private readonly ConcurrentBag<string> _told = [];
    private readonly Func<string> _get;
    private readonly Action<Secret> _refuse;
    private readonly Action _limit;
    private readonly Lazy<string> _outcome;
    private int _exchanges;

    private CachedPath(Func<CachedPath, (Func<string> Get, Action<Secret> Refuse, Action Limit)> begin)
    {
        (_get, _refuse, _limit) = begin(this);
        _outcome = new Lazy<string>(() => string.Join(", ", _told.Order(StringComparer.Ordinal)) + "; then " + _get());
    }

    /// <summary>What every caller was told, whoever came first, and what one more is told after all.</summary>
    internal string Outcome => _outcome.Value;

    /// <summary>The source under test.</summary>
    /// <remarks>It renews before use only: a renewal in the background has no place in an order of calls. The holds outlast the test, for
    /// they count from when they were reported, which is not the instant at which they are taken in.</remarks>
    internal static CachedPath OfSource() => new(path =>
    {
        var options = new TokenSourceOptions
        {
            TimeProvider = path._clock,
            Policy = new RenewalPolicy { Ahead = TimeSpan.Zero, RejectionCoolDown = TimeSpan.FromDays(30) },
        };
        var settings = new SourceSettings(
            path.ExchangeAsync, App.Client, App.Format, LoginKey.OfRequest(options.Endpoint, App), App.Grant, Share: 0, options)
        {
            // A thread of its own: callers block theirs, and the pool may have no other.
            Launch = work => Task.Factory.StartNew(
                work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap(),
        };
        var source = new TokenSource(settings);
        _ = Name(source.GetTokenAsync().GetAwaiter().GetResult()); // The known one.
        return (
            () => Name(source.GetTokenAsync().GetAwaiter().GetResult()),
            source.ReportRejected,
            () => source.ReportRateLimited(RetryAfter.After(TimeSpan.FromDays(30))));
    });

    /// <summary>A cache as people write it, that publishes the new expiry before the new token.</summary>
    /// <param name="isRaced">Whether the first caller stays between the two writes until one on a second thread was served.</param>
    internal static CachedPath OfRacyCache(bool isRaced) => new(path =>
    {
        var served = new TaskCompletionSource();
        var cache = new RacyCache(
            path._clock,
            ask: () => $"access-{Interlocked.Increment(ref path._exchanges)}",
            between: isRaced ? () => served.Task.Wait(Patience) : () => { });
        return (Get, _ => { }, () => { });

        string Get()
        {
            var token = cache.Get();
            served.TrySetResult();
            return token;
        }
    });

    internal void Get(int caller) => _told.Add($"#{caller} {_get()}");

    internal void Refuse(int number) => _refuse(AccessToken(number));

    internal void Limit() => _limit();

    internal void Advance(TimeSpan by) => _clock.Advance(by);

    public override string ToString() => Outcome;

    private Task<Either<OAuthError, Token>> ExchangeAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _exchanges);
        return Task.FromResult<Either<OAuthError, Token>>(new Token(
            AccessToken(number), "bearer", TimeSpan.FromHours(8), new Secret($"refresh-{number}"), TokenReference.App(SamplePodio.AppId),
            Scope: null));
    }

    private static Secret AccessToken(int number) => new($"access-{number}");

    private static string Name(Either<TokenSourceError, Token> answer) =>
        answer.Match(Right: token => token.AccessToken.Reveal(), Left: error => error.GetType().Name);
}

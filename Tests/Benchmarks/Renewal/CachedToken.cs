using LanguageExt;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Serving a token that is there already, and good for hours: from the call until the caller has it in hand.</summary>
internal static class CachedToken
{
    internal const string Ours = "TokenSource, cached token";
    internal const string VolatileRead = "volatile read of a task and TimeProvider.GetUtcNow";
    internal const string Semaphore = "SemaphoreSlim cache, cached token";
    internal const string Msal = "MSAL AcquireTokenForClient, cached token";

    /// <param name="threads">How many ask at the same time, on a thread each.</param>
    internal static IReadOnlyList<Figure> Figures(int threads) =>
        [BesideVolatileRead(threads), BesideSemaphore(threads), BesideMsal(threads)];

    private static Figure BesideVolatileRead(int threads)
    {
        var source = FilledSource();
        var cache = FilledCache();
        return new(
            Work(threads),
            Asking(source, threads),
            new ThreadedContender<AskVolatileCache, Either<TokenSourceError, Token>>(VolatileRead, new(cache), threads),
            [new(Measure.Time, AtMost: threads == 1 ? 1.15 : 1.3), new(Measure.Bytes, AtMost: 0, Comparison.Difference)],
            () => Agreement.Check(TextOf(source.GetTokenAsync()), TextOf(cache.GetTokenAsync())));
    }

    private static Figure BesideSemaphore(int threads)
    {
        var source = FilledSource();
        var cache = new SemaphoreCache(new SampleExchange(TimeSpan.Zero).GetTokenAsync, TimeProvider.System);
        return new(
            Work(threads),
            Asking(source, threads),
            new ThreadedContender<AskSemaphoreCache, Token>(Semaphore, new(cache), threads),
            [new(Measure.Time, AtMost: 1)],
            () => Agreement.Check(TextOf(source.GetTokenAsync()), cache.GetTokenAsync().GetAwaiter().GetResult().AccessToken.Reveal()));
    }

    private static Figure BesideMsal(int threads)
    {
        var source = FilledSource();
        var client = new MsalClient();
        return new(
            Work(threads),
            Asking(source, threads),
            new ThreadedContender<AskMsal, Microsoft.Identity.Client.AuthenticationResult>(Msal, new(client), threads),
            [new(Measure.Time, AtMost: 1)],
            () => Agreement.Check(TextOf(source.GetTokenAsync()), client.GetTokenAsync().GetAwaiter().GetResult().AccessToken));
    }

    private static ThreadedContender<AskSource, Either<TokenSourceError, Token>> Asking(TokenSource source, int threads) =>
        new(Ours, new(source), threads);

    internal static TokenSource FilledSource()
    {
        var source = TokenSource.Unattended(new SampleExchange(TimeSpan.Zero).AskAsync, SampleRequest.Request);
        TextOf(source.GetTokenAsync());
        return source;
    }

    internal static VolatileCache FilledCache() => new(SampleToken(), DateTimeOffset.MaxValue, TimeProvider.System);

    private static Token SampleToken() => TokenReply.Parse(SampleReply.Reply).Match(
        Right: token => token,
        Left: error => throw new InvalidOperationException(error.Describe()));

    private static string TextOf(Task<Either<TokenSourceError, Token>> answer) => answer.GetAwaiter().GetResult().Match(
        Right: token => token.AccessToken.Reveal(),
        Left: error => throw new InvalidOperationException(error.Describe()));

    private static string Work(int threads) => $"a cached token, {threads} {(threads == 1 ? "thread" : "threads")}";
}

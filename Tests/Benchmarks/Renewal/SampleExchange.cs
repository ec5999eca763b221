using LanguageExt;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Podio without a wire: the sample token, after so long.</summary>
internal sealed class SampleExchange(TimeSpan latency)
{
    private int _count;

    internal int Count => Volatile.Read(ref _count);

    internal async Task<Either<OAuthError, Token>> AskAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _count);
        await Task.Delay(latency, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        return TokenReply.Parse(SampleReply.Reply);
    }

    /// <summary>As a client that throws where there is no token.</summary>
    internal async Task<Token> GetTokenAsync(CancellationToken cancellationToken) =>
        (await AskAsync(SampleRequest.Request, cancellationToken).ConfigureAwait(false)).Match(
            Right: token => token,
            Left: error => throw new InvalidOperationException(error.Describe()));
}

using LanguageExt;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>The least that serving a token can do: one volatile read of a completed task, and a look at the clock. It never
/// renews.</summary>
internal sealed class VolatileCache(Token token, DateTimeOffset until, TimeProvider time)
{
    private volatile Entry _entry = new(Task.FromResult<Either<TokenSourceError, Token>>(token), until);

    internal Task<Either<TokenSourceError, Token>> GetTokenAsync()
    {
        var entry = _entry;
        return time.GetUtcNow() < entry.Until ? entry.Answer : throw new InvalidOperationException("The token has expired.");
    }

    private sealed class Entry(Task<Either<TokenSourceError, Token>> answer, DateTimeOffset until)
    {
        internal Task<Either<TokenSourceError, Token>> Answer { get; } = answer;

        internal DateTimeOffset Until { get; } = until;
    }
}

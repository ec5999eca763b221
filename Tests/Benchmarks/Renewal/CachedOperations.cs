using LanguageExt;
using Microsoft.Identity.Client;

namespace PodioOAuth.Functional.Benchmarks;

internal readonly struct AskSource(TokenSource source) : IOperation<Either<TokenSourceError, Token>>
{
    public Task<Either<TokenSourceError, Token>> RunAsync() => source.GetTokenAsync();
}

internal readonly struct AskVolatileCache(VolatileCache cache) : IOperation<Either<TokenSourceError, Token>>
{
    public Task<Either<TokenSourceError, Token>> RunAsync() => cache.GetTokenAsync();
}

internal readonly struct AskSemaphoreCache(SemaphoreCache cache) : IOperation<Token>
{
    public Task<Token> RunAsync() => cache.GetTokenAsync();
}

internal readonly struct AskMsal(MsalClient client) : IOperation<AuthenticationResult>
{
    public Task<AuthenticationResult> RunAsync() => client.GetTokenAsync();
}

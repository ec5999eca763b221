using BenchmarkDotNet.Attributes;
using LanguageExt;
using Microsoft.Identity.Client;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>The contenders of <see cref="CachedToken"/> on one thread, for BenchmarkDotNet.</summary>
[MemoryDiagnoser, ShortRunJob]
public class ServeCachedToken : IDisposable
{
    private readonly TokenSource _source = CachedToken.FilledSource();
    private readonly VolatileCache _volatile = CachedToken.FilledCache();
    private readonly SemaphoreCache _semaphore = new(new SampleExchange(TimeSpan.Zero).GetTokenAsync, TimeProvider.System);
    private readonly MsalClient _msal = new();

    [Benchmark]
    public Task<Either<TokenSourceError, Token>> Ours() => _source.GetTokenAsync();

    [Benchmark(Baseline = true)]
    public Task<Either<TokenSourceError, Token>> VolatileRead() => _volatile.GetTokenAsync();

    [Benchmark]
    public Task<Token> Semaphore() => _semaphore.GetTokenAsync();

    [Benchmark]
    public Task<AuthenticationResult> Msal() => _msal.GetTokenAsync();

    [GlobalCleanup]
    public void Dispose()
    {
        _semaphore.Dispose();
        _msal.Dispose();
        GC.SuppressFinalize(this);
    }
}

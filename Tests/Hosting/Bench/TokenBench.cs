using Microsoft.Extensions.Time.Testing;

namespace PodioOAuth.Functional.Hosting.Tests;

/// <summary>An in-memory Podio, a clock that the test moves, and the source of its app, whose exchanges are counted.</summary>
internal sealed class TokenBench
{
    internal static readonly DateTimeOffset Start = new(2026, 8, 11, 9, 0, 0, TimeSpan.Zero);

    internal static readonly TokenRequest App = new(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken));

    private int _exchanges;

    internal TokenBench()
    {
        Clock = new FakeTimeProvider(Start);
        Podio = new InMemoryPodio(SamplePodio.State(Start), Clock);
        Podio.Update(state => state.WithSettings(state.Settings with { UserCallLimit = null }));
        var podio = Podio.Transport.ToTokenExchange();
        Source = TokenSource.Unattended(
            (request, cancellationToken) =>
            {
                Interlocked.Increment(ref _exchanges);
                return podio(request, cancellationToken);
            },
            App,
            new TokenSourceOptions { TimeProvider = Clock, JitterShare = 0 });
    }

    internal FakeTimeProvider Clock { get; }

    internal InMemoryPodio Podio { get; }

    internal TokenSource Source { get; }

    /// <summary>How often the token endpoint was asked.</summary>
    internal int Exchanges => Volatile.Read(ref _exchanges);

    internal async Task<string> TokenAsync() => (await Source.GetTokenAsync()).Right().AccessToken.Reveal();

    /// <summary>A client over the handler, over a stub.</summary>
    internal HttpClient Client(HttpMessageHandler inner, Action<PodioTokenHandlerOptions>? configure = null)
    {
        var options = new PodioTokenHandlerOptions();
        configure?.Invoke(options);
        return new HttpClient(new PodioTokenHandler(_ => Source, options) { InnerHandler = inner });
    }
}

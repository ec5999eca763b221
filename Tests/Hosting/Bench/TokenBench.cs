namespace PodioOAuth.Functional.Hosting.Tests;

/// <summary>An in-memory Podio, a clock that the test moves, the source of its app, whose exchanges are counted, and a client over the
/// handler, over a stub.</summary>
internal sealed class TokenBench
{
    internal static readonly DateTimeOffset Start = new(2026, 8, 11, 9, 0, 0, TimeSpan.Zero);

    internal static readonly TokenRequest App = new(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken));

    internal static readonly Uri Item = new("https://api.podio.com/item/1");

    private int _exchanges;

    internal TokenBench()
    {
        Clock = new FakeTimeProvider(Start);
        Podio = new InMemoryPodio(SamplePodio.State(Start), Clock);
        Podio.Update(state => state.WithSettings(state.Settings with { UserCallLimit = null }));
        var podio = Podio.Transport.ToTokenExchange();
        Source = TokenSource.Unattended(
            async (request, cancellationToken) =>
            {
                await CapturedContext.PauseAsync(); // Nobody gets a new token at once.
                Interlocked.Increment(ref _exchanges);
                return await podio(request, cancellationToken);
            },
            App,
            new TokenSourceOptions { TimeProvider = Clock, JitterShare = 0 });
    }

    internal FakeTimeProvider Clock { get; }

    internal InMemoryPodio Podio { get; }

    internal TokenSource Source { get; }

    internal StubHandler Stub { get; private set; } = StubHandler.Always(Answers.Ok);

    internal HttpClient Client { get; private set; } = new();

    /// <summary>How often the token endpoint was asked.</summary>
    internal int Exchanges => Volatile.Read(ref _exchanges);

    /// <summary>How many requests came to the stub, and how often the token endpoint was asked.</summary>
    internal (int Requests, int Exchanges) Counts => (Stub.Requests.Count, Exchanges);

    internal async Task<string> TokenAsync() => (await Source.GetTokenAsync()).Right().AccessToken.Reveal();

    /// <summary>Has calls answered so from now on, by a new client.</summary>
    internal TokenBench Over(
        Func<HttpRequestMessage, int, HttpResponseMessage> answer, Action<PodioTokenHandlerOptions>? configure = null) =>
        Over(new StubHandler(answer), configure);

    internal TokenBench Over(Func<HttpResponseMessage> answer, Action<PodioTokenHandlerOptions>? configure = null) =>
        Over(StubHandler.Always(answer), configure);

    internal TokenBench Over(StubHandler stub, Action<PodioTokenHandlerOptions>? configure = null)
    {
        Stub = stub;
        ClientOver(stub, configure);
        return this;
    }

    /// <summary>A new client over any other handler.</summary>
    internal HttpClient ClientOver(HttpMessageHandler inner, Action<PodioTokenHandlerOptions>? configure = null)
    {
        var options = new PodioTokenHandlerOptions();
        configure?.Invoke(options);
        return Client = new HttpClient(new PodioTokenHandler(_ => Source, options) { InnerHandler = inner });
    }

    /// <summary>Makes a call.</summary>
    internal async Task<(int Status, string Body)> GetAsync(Uri? address = null)
    {
        using var response = await Client.GetAsync(address ?? Item);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Makes a call that is not sent.</summary>
    internal async Task<TokenSourceError> GetInVainAsync() => (await Assert.ThrowsAsync<TokenUnavailableException>(() => GetAsync())).Error;
}

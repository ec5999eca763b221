using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Renewal.Tests;

/// <summary>An in-memory Podio, a clock that the test moves, and a count of the exchanges that were made.</summary>
internal sealed class Bench
{
    internal static readonly DateTimeOffset Start = new(2026, 8, 11, 9, 0, 0, TimeSpan.Zero);

    internal static readonly TokenRequest App = new(SamplePodio.Client, Grant.App(SamplePodio.AppId, SamplePodio.AppToken));

    private readonly ConcurrentQueue<RenewalEvent> _events = new(); // Flights tell of them while a test looks.
    private int _exchanges;

    internal Bench()
    {
        Clock = new FakeTimeProvider(Start);
        Podio = new InMemoryPodio(SamplePodio.State(Start), Clock);
        var podio = Podio.Transport.ToTokenExchange();
        Exchange = async (request, cancellationToken) =>
        {
            Interlocked.Increment(ref _exchanges);
            await Gate.Task.WaitAsync(cancellationToken);
            return await podio(request, cancellationToken);
        };
        Gate.SetResult();
    }

    internal FakeTimeProvider Clock { get; }

    internal InMemoryPodio Podio { get; }

    internal TokenExchange Exchange { get; }

    /// <summary>Replace it by one that is not completed, and exchanges wait for it.</summary>
    internal TaskCompletionSource Gate { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal int Exchanges => Volatile.Read(ref _exchanges);

    internal ITokenStore Store { get; init; } = new InMemoryTokenStore();

    internal IReadOnlyList<RenewalEvent> Events => [.. _events];

    internal TokenSourceOptions Options => new() { TimeProvider = Clock, JitterShare = 0, Store = Store, Observer = _events.Enqueue };

    internal TokenSource OfApp() => TokenSource.Unattended(Exchange, App, Options);

    internal SignedInTokenSource OfPerson(string name = "jane") =>
        TokenSource.SignedIn(Exchange, SamplePodio.Client, name, options: Options);
}

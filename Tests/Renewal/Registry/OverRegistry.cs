namespace PodioOAuth.Functional.Renewal.Tests.Registry;

/// <summary>Tests of a registry that forgets what is idle for an hour.</summary>
public abstract class OverRegistry : IAsyncLifetime
{
    private protected static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private protected readonly Bench _bench;

    private protected OverRegistry(Bench? bench = null)
    {
        _bench = bench ?? new();
        Sources = new TokenSourceRegistry(_bench.Exchange, _bench.Options, idleTimeout: Hour);
    }

    private protected TokenSourceRegistry Sources { get; }

    private protected TokenSource App => Sources.Unattended(Bench.App);

    private protected SignedInTokenSource Jane => Sources.SignedIn(SamplePodio.Client, "jane");

    /// <summary>After this time somebody else is asked for, so that what is idle by then is forgotten.</summary>
    private protected void Pass(TimeSpan time)
    {
        _bench.Advance(time);
        Sources.SignedIn(SamplePodio.Client, "joe");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Sources.DisposeAsync().AsTask();
}

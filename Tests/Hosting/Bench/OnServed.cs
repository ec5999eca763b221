namespace PodioOAuth.Functional.Hosting.Tests;

/// <summary>Tests each of which has a Podio and an application of its own.</summary>
public abstract class OnServed : IAsyncLifetime
{
    private protected Served Served { get; private set; } = null!;

    public async Task InitializeAsync() => Served = await Served.StartAsync();

    public async Task DisposeAsync() => await Served.DisposeAsync();
}

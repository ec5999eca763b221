namespace PodioOAuth.Functional.PodioToken.Tests.Running;

/// <summary>Tests each of which has a home of its own.</summary>
public abstract class InHome : IAsyncLifetime
{
    private protected Home Home { get; private set; } = null!;

    public async Task InitializeAsync() => Home = await Home.StartAsync();

    public async Task DisposeAsync() => await Home.DisposeAsync();
}

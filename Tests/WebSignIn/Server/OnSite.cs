namespace PodioOAuth.Functional.WebSignIn.Tests.Server;

/// <summary>Tests each of which has a site of its own, and a guest of it.</summary>
public abstract class OnSite : IAsyncLifetime
{
    private protected RunningSite Site { get; private set; } = null!;

    private protected Guest Guest => field ??= new Guest(Site);

    public async Task InitializeAsync() => Site = await RunningSite.StartAsync();

    public async Task DisposeAsync()
    {
        Guest.Dispose();
        await Site.DisposeAsync();
    }
}

namespace PodioOAuth.Functional.AspNetCore.Tests.Site;

/// <summary>Tests each of which has a site of its own.</summary>
public abstract class OnSite : IAsyncLifetime
{
    private protected const long Jane = Podio.Jane;
    private protected const long Sam = Podio.Sam;

    private protected TestSite Site { get; private set; } = null!;

    public async Task InitializeAsync() => Site = await TestSite.StartAsync();

    public async Task DisposeAsync() => await Site.DisposeAsync();
}

using Microsoft.Playwright;

namespace PodioOAuth.Functional.WebSignIn.Tests.Browser;

/// <summary>A person with a fresh browser before a fresh site. At the end nothing that the browser keeps or says holds a code or a
/// token.</summary>
internal sealed class Walk : IAsyncDisposable
{
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(3); // Reached by what hangs alone, however busy the machine.

    private readonly Evidence _evidence;

    private Walk(RunningSite site, IBrowserContext context, Evidence evidence) => (Site, Context, _evidence) = (site, context, evidence);

    internal RunningSite Site { get; }

    internal IBrowserContext Context { get; }

    /// <summary>What Podio has handed to the browser so far: codes and tokens.</summary>
    internal Task<IReadOnlyCollection<string>> GrantedAsync() => _evidence.GrantedAsync();

    internal static async Task<Walk> StartAsync(bool withScripts = true, TimeProvider? time = null, string timeZone = "UTC")
    {
        var browser = await SharedBrowser.GetAsync();
        var site = await RunningSite.StartAsync(time);
        var context = await browser.NewContextAsync(new() { JavaScriptEnabled = withScripts, Locale = "en-GB", TimezoneId = timeZone });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return new Walk(site, context, new Evidence(site, context));
    }

    internal Task<IPage> OpenAsync(string path = "/") => OpenAddressAsync(new Uri(Site.Address, path).AbsoluteUri);

    internal async Task<IPage> OpenAddressAsync(string address)
    {
        var page = await Context.NewPageAsync();
        await page.GotoAsync(address);
        return page;
    }

    internal async Task GoAsync(IPage page, string path)
    {
        await page.GotoAsync(new Uri(Site.Address, path).AbsoluteUri);
        await SettleAsync(page);
    }

    /// <summary>Presses a button and waits for the page that comes.</summary>
    internal async Task PressAsync(IPage page, string button)
    {
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.Load += OnLoad;
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await loaded.Task.WaitAsync(Patience);
        page.Load -= OnLoad;
        await SettleAsync(page);

        void OnLoad(object? sender, IPage it) => loaded.TrySetResult();
    }

    /// <summary>Signs in as the first user.</summary>
    internal async Task<IPage> SignInAsync()
    {
        var page = await OpenAsync();
        await PressAsync(page, "Sign in with Podio");
        await PressAsync(page, "Allow");
        await HasTitleAsync(page, "Jane");
        return page;
    }

    /// <summary>The page has come to rest: what it shows and remembers is looked at.</summary>
    internal async Task SettleAsync(IPage page)
    {
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
        await _evidence.TakeAsync(page).WaitAsync(Patience);
    }

    internal static async Task HasTitleAsync(IPage page, string heading) =>
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);

    /// <summary>Ends the walk: settles every page, and finds nothing.</summary>
    internal async Task FinishAsync()
    {
        Assert.Empty(await FindLeaksAsync());
        Assert.Empty(_evidence.Errors);
    }

    internal async Task<IReadOnlyList<Leak>> FindLeaksAsync()
    {
        foreach (var page in Context.Pages)
        {
            await SettleAsync(page);
        }

        return await _evidence.FindLeaksAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        await Site.DisposeAsync();
    }
}

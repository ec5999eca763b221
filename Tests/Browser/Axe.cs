using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace PodioOAuth.Functional.Browser;

/// <summary>axe-core in a page. Called by itself rather than by its Playwright package, which opens a second page for each run.</summary>
public sealed class Axe
{
    private const string Describe =
        "({ violations }) => violations.map(it => `${it.id}: ${it.help} at ${it.nodes.map(n => n.html).join(' ')}`)";

    private readonly IPage _page;

    private Axe(IPage page) => _page = page;

    public static async Task<Axe> OnAsync(IPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        await page.EvaluateAsync(new BundledAxeScriptProvider().GetScript());
        return new Axe(page);
    }

    /// <summary>Everything that axe checks.</summary>
    /// <returns>The violations.</returns>
    public Task<string[]> RunAsync() => RunAsync("");

    public Task<string[]> RunOnColoursAsync() => RunAsync(", runOnly: ['color-contrast']");

    // No style sheet is fetched a second time.
    private Task<string[]> RunAsync(string more) => _page.EvaluateAsync<string[]>(
        $"() => axe.run(document, {{ resultTypes: ['violations'], preload: false{more} }}).then({Describe})");
}

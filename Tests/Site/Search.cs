using Microsoft.Playwright;

namespace PodioOAuth.Functional.Site;

/// <summary>The search, as a reader uses it: types, and follows the first result.</summary>
internal static class Search
{
    internal static async Task<IReadOnlyList<Problem>> TryAsync(IBrowser browser, Uri address, string path, string term)
    {
        var page = await browser.NewPageAsync();
        try
        {
            await page.GotoAsync(new Uri(address, path).AbsoluteUri);
            await page.GetByRole(AriaRole.Searchbox).FillAsync(term); // Waits until the index has been read, and it is enabled.
            var results = page.Locator("#search-results .item-title a");
            await results.First.WaitForAsync();
            await results.First.ClickAsync();
            await page.WaitForURLAsync(url => !url.EndsWith(path, StringComparison.Ordinal));
            await Assertions.Expect(page.Locator("article")).ToContainTextAsync(term, new() { IgnoreCase = true });
            return [];
        }
        catch (Exception problem) when (problem is PlaywrightException or TimeoutException)
        {
            return [new Problem(path, $"the search does not lead to a page about '{term}': {problem.Message}")];
        }
        finally
        {
            await page.CloseAsync();
        }
    }
}

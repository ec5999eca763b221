using Microsoft.Playwright;

namespace PodioOAuth.Functional.Site;

/// <summary>The search, as a reader uses it: types, and follows the first result, which opens a page of its own.</summary>
internal static class Search
{
    internal static async Task<Problem?> TryAsync(IBrowser browser, Uri address, string path, string term)
    {
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(PageLook.Patience);
        try
        {
            await page.GotoAsync(new Uri(address, path).AbsoluteUri);
            var box = page.GetByRole(AriaRole.Searchbox, new() { Name = "Search", Exact = true });
            await box.FillAsync(term); // Waits until the index has been read, and it is enabled.
            var found = await page.RunAndWaitForPopupAsync(() => page.Locator("#search-results .item-title a").First.ClickAsync());
            await Assertions.Expect(found.Locator("article"))
                .ToContainTextAsync(term, new() { IgnoreCase = true, Timeout = PageLook.Patience });
            return null;
        }
        catch (Exception problem) when (problem is PlaywrightException or TimeoutException)
        {
            return new Problem(path, $"the search does not lead to a page about '{term}': {problem.Message}");
        }
        finally
        {
            await page.CloseAsync();
        }
    }
}

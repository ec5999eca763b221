using Microsoft.Playwright;

namespace PodioOAuth.Functional.Browser;

/// <summary>A size to look at a page in.</summary>
public sealed record Screen(string Name, int Width, int Height)
{
    public static Screen Phone { get; } = new("phone", 390, 844);

    public static Screen Desktop { get; } = new("desktop", 1280, 800);

    /// <summary>By how many pixels a page is too wide, so that it needs scrolling sideways; 0 for none.</summary>
    public async Task<int> OverflowAsync(IPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        await page.SetViewportSizeAsync(Width, Height);
        return await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }
}

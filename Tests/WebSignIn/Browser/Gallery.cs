using Microsoft.Playwright;

namespace PodioOAuth.Functional.WebSignIn.Tests.Browser;

/// <summary>Looks at a page in light and dark, on a phone and on a desk: axe finds nothing, nothing needs scrolling sideways, and there is a
/// picture of each, in the folder <c>screenshots</c> beside the tests.</summary>
internal static class Gallery
{
    private static readonly (string Name, int Width, int Height)[] Sizes = [("phone", 390, 844), ("desktop", 1280, 800)];

    private static string Folder => Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    internal static async Task LookAsync(IPage page, string name)
    {
        var axe = await Axe.OnAsync(page);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (var (size, width, height) in Sizes)
            {
                await page.SetViewportSizeAsync(width, height);
                var file = $"{name}-{scheme.ToString().ToLowerInvariant()}-{size}.png";
                await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, file), FullPage = true });
                var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                Assert.True(overflow <= 0, $"{file} is {overflow} pixels too wide.");
            }

            // What is not a matter of colour is the same in both.
            var found = scheme == ColorScheme.Light ? await axe.RunAsync() : await axe.RunOnColoursAsync();
            Assert.True(found.Length == 0, $"{name}, {scheme}: {string.Join("; ", found)}");
        }
    }
}

using Microsoft.Playwright;

namespace PodioOAuth.Functional.WebSignIn.Tests.Browser;

/// <summary>Looks at pages: on a phone and on a desk nothing needs scrolling sideways, and axe finds nothing, in light and in dark. With
/// <c>SCREENSHOTS=true</c> in the environment there are pictures of each in the folder <c>screenshots</c> beside the tests.</summary>
internal sealed class Gallery
{
    private static readonly bool TakesPictures = Environment.GetEnvironmentVariable("SCREENSHOTS") == "true";

    private readonly ConcurrentDictionary<string, string> _templates = new(StringComparer.Ordinal);

    private static string Folder => Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    /// <summary>What the pages so far were made from.</summary>
    internal IEnumerable<string> Templates => _templates.Values.Distinct().Order(StringComparer.Ordinal);

    /// <summary>Looks at a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">The name of its pictures.</param>
    /// <param name="template">What it was made from.</param>
    /// <param name="withAxe">Whether axe is to look too: needless where it has seen one that differs by its text alone.</param>
    internal async Task LookAsync(IPage page, string name, string template, bool withAxe = true)
    {
        Assert.True(_templates.TryAdd(name, template), $"{name} has been looked at already.");
        var axe = withAxe ? await Axe.OnAsync(page) : null;
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            // What is not a matter of colour is the same in both.
            var isFirst = scheme == ColorScheme.Light;
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            if (isFirst || TakesPictures)
            {
                foreach (var screen in new[] { Screen.Phone, Screen.Desktop })
                {
                    var overflow = await screen.OverflowAsync(page);
                    Assert.True(overflow <= 0, $"{name} is {overflow} pixels too wide on a {screen.Name}.");
                    await TakePictureAsync(page, $"{name}-{scheme.ToString().ToLowerInvariant()}-{screen.Name}.png");
                }
            }

            var found = axe is null ? [] : await (isFirst ? axe.RunAsync() : axe.RunOnColoursAsync());
            Assert.True(found.Length == 0, $"{name}, {scheme}: {string.Join("; ", found)}");
        }
    }

    private static async Task TakePictureAsync(IPage page, string file)
    {
        if (TakesPictures)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, file), FullPage = true });
        }
    }
}

using Microsoft.Playwright;

namespace PodioOAuth.Functional.WebSignIn.Tests.Browser;

/// <summary>Looks at pages in light and dark, on a phone and on a desk: nothing needs scrolling sideways, axe finds nothing, and there is a
/// picture of each, in the folder <c>screenshots</c> beside the tests.</summary>
internal sealed class Gallery
{
    private static readonly (string Name, int Width, int Height)[] Sizes = [("phone", 390, 844), ("desktop", 1280, 800)];

    private readonly SortedSet<string> _templates = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private static string Folder => Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    /// <summary>What the pages so far were made from.</summary>
    internal IReadOnlyCollection<string> Templates => _templates;

    /// <summary>Looks at a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">The name of its pictures.</param>
    /// <param name="template">What it was made from.</param>
    /// <param name="withAxe">Whether axe is to look too: needless where it has seen one that differs by its text alone.</param>
    internal async Task LookAsync(IPage page, string name, string template, bool withAxe = true)
    {
        Assert.True(_names.Add(name), $"There is a picture of {name} already.");
        _templates.Add(template);
        var axe = withAxe ? await Axe.OnAsync(page) : null;
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
            var found = axe is null ? [] : scheme == ColorScheme.Light ? await axe.RunAsync() : await axe.RunOnColoursAsync();
            Assert.True(found.Length == 0, $"{name}, {scheme}: {string.Join("; ", found)}");
        }
    }
}

using Microsoft.Playwright;

namespace PodioOAuth.Functional.WebSignIn.Tests.Browser;

/// <summary>The one browser of all tests that need one, side by side: each has a context of its own. It ends with this process, whose pipe
/// its driver reads.</summary>
internal static class Chromium
{
    // Without a window of its own it takes half the time.
    private static readonly string[] Paths =
    [
        "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private static readonly Lazy<Task<IBrowser>> Shared = new(LaunchAsync);

    /// <summary>The browser. Without one the test ends here: it is skipped, but where everything has to run it fails.</summary>
    internal static Task<IBrowser> BrowserAsync() => Shared.Value;

    private static async Task<IBrowser> LaunchAsync()
    {
        var path = Paths.FirstOrDefault(File.Exists) ?? throw Lack.Of(
            "There is no Chromium. On Debian: apt-get install chromium-headless-shell", Environment.GetEnvironmentVariable("CI"));
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Headless = true, Args = Arguments });
    }
}

using Microsoft.Playwright;

namespace PodioOAuth.Functional.Browser;

/// <summary>The browser of this machine. It ends with this process, whose pipe its driver reads.</summary>
public static class Chromium
{
    /// <summary>What to say where there is none.</summary>
    public const string Lack = "There is no Chromium. On Debian: apt-get install chromium-headless-shell";

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

    /// <summary>Where it is, or null where there is none.</summary>
    public static string? Path { get; } = Paths.FirstOrDefault(File.Exists);

    /// <summary>Starts it.</summary>
    /// <param name="arguments">More arguments of its command line.</param>
    public static async Task<IBrowser> LaunchAsync(params string[] arguments)
    {
        var path = Path ?? throw new InvalidOperationException(Lack);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Headless = true, Args = [.. Arguments, .. arguments] });
    }
}

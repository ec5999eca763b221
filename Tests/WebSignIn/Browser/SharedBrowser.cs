using Microsoft.Playwright;

namespace PodioOAuth.Functional.WebSignIn.Tests.Browser;

/// <summary>The one browser of all tests that need one, side by side: each has a context of its own.</summary>
internal static class SharedBrowser
{
    private static readonly Lazy<Task<IBrowser>> Shared = new(() =>
    {
        Assertions.SetDefaultExpectTimeout((float)Walk.Patience.TotalMilliseconds); // It's no part of a context's timeout.
        return Chromium.Path is null
            ? throw Lack.Of(Chromium.Lack, Environment.GetEnvironmentVariable("CI"))
            : Chromium.LaunchAsync();
    });

    /// <summary>The browser. Without one the test ends here: it is skipped, but where everything has to run it fails.</summary>
    internal static Task<IBrowser> GetAsync() => Shared.Value;
}

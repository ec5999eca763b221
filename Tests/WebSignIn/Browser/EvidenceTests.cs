namespace PodioOAuth.Functional.WebSignIn.Tests.Browser;

/// <summary>What every walk ends with would find a code that is there.</summary>
public sealed class EvidenceTests
{
    [SkippableFact]
    public async Task A_code_is_found_wherever_a_browser_may_store_or_send_it()
    {
        await using var walk = await Walk.StartAsync();
        var page = await walk.SignInAsync();
        var code = (await walk.GrantedAsync()).Single();
        Assert.Empty(await walk.FindLeaksAsync());
        await page.EvaluateAsync("code => { console.log(code); document.querySelector('h1').append(code); }", code);
        await walk.SettleAsync(page);
        await page.GotoAsync(new Uri(walk.Site.Address, "/").AbsoluteUri, new() { Referer = $"{walk.Site.Address}?code={code}" });
        await page.GotoAsync(new Uri(walk.Site.Address, $"/client-side?code={code}").AbsoluteUri);
        // The history keeps the one before, and the log every address but the callback's.
        await page.GotoAsync(new Uri(walk.Site.Address, "/").AbsoluteUri);
        Assert.Equal(
            ["console", "history", "log", "page", "referrer"],
            (await walk.FindLeaksAsync()).Select(leak => leak.Channel).Distinct().Order(StringComparer.Ordinal));
    }
}

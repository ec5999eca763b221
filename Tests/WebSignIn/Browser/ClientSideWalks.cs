using Microsoft.Playwright;
using static PodioOAuth.Functional.WebSignIn.Tests.Browser.Walk;

namespace PodioOAuth.Functional.WebSignIn.Tests.Browser;

/// <summary>The client-side flow in a real browser.</summary>
public sealed class ClientSideWalks
{
    private const string Callback = "/client-side/callback";

    [SkippableFact]
    public async Task The_token_is_removed_from_address_bar_and_history()
    {
        await using var walk = await StartAsync();
        var page = await walk.OpenAsync("/client-side");
        await walk.PressAsync(page, "Sign in with Podio");
        await Assertions.Expect(page.GetByText("which gets a token in your browser")).ToBeVisibleAsync();
        await walk.PressAsync(page, "Allow");
        await HasTitleAsync(page, "An account that Podio doesn’t name");
        Assert.Equal(Callback, new Uri(page.Url).PathAndQuery);
        Assert.Equal("", new Uri(page.Url).Fragment);
        Assert.Equal(2, (await walk.GrantedAsync()).Count); // An access and a refresh token.
        await Assertions.Expect(page.GetByText("There is no ref in this flow")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-left=expires]")).ToContainTextAsync(" min");
        await walk.SettleAsync(page);
        await page.ReloadAsync();
        await HasTitleAsync(page, "There is nothing to read here");
        await page.GoBackAsync();
        await walk.SettleAsync(page);
        await page.GoForwardAsync();
        await HasTitleAsync(page, "There is nothing to read here");
        await walk.FinishAsync();
    }

    [SkippableFact]
    public async Task Deny()
    {
        await using var walk = await StartAsync();
        var page = await walk.OpenAsync("/client-side");
        await walk.PressAsync(page, "Sign in with Podio");
        await walk.PressAsync(page, "Deny");
        await HasTitleAsync(page, "You denied access");
        await walk.FinishAsync();
    }

    [SkippableFact]
    public async Task A_foreign_callback_is_not_trusted()
    {
        const string Token = "access_token=0123456789abcdef&token_type=bearer&expires_in=28800";
        await using var walk = await StartAsync();
        foreach (var (fragment, title) in new[]
        {
            ($"{Token}&state=0123", "This sign-in didn’t start here"),
            (Token, "This sign-in didn’t start here"),
            ("error=access_denied", "This sign-in didn’t start here"),
            ($"{Token}&state=0&access_token=b", "Podio’s reply can’t be read"),
        })
        {
            var page = await walk.OpenAsync($"{Callback}#{fragment}");
            await HasTitleAsync(page, title);
            Assert.Equal("", new Uri(page.Url).Fragment);
        }

        await walk.FinishAsync();
    }

    [SkippableFact]
    public async Task Without_scripts_the_page_says_so()
    {
        await using var walk = await StartAsync(withScripts: false);
        var page = await walk.OpenAsync(Callback);
        await HasTitleAsync(page, "JavaScript is off");
        await walk.FinishAsync();
    }
}

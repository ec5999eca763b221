using Microsoft.Playwright;
using PodioOAuth.Functional.Serving;
using static PodioOAuth.Functional.WebSignIn.Tests.Browser.Walk;

namespace PodioOAuth.Functional.WebSignIn.Tests.Browser;

/// <summary>The server-side flow in a real browser.</summary>
public sealed class ServerSideWalks
{
    [SkippableTheory, InlineData(true), InlineData(false)]
    public async Task Sign_in_call_and_sign_out(bool withScripts)
    {
        await using var walk = await StartAsync(withScripts, timeZone: "Asia/Kolkata");
        var page = await walk.SignInAsync();
        Assert.Equal("/account", new Uri(page.Url).PathAndQuery);
        await Assertions.Expect(page.Locator("[data-left=expires]")).ToHaveTextAsync(
            new System.Text.RegularExpressions.Regex("^in [78] h \\d+ min$"));
        await Assertions.Expect(page.Locator("time[data-at=expires]")).ToHaveTextAsync(
            new System.Text.RegularExpressions.Regex(
                "^\\d+ [A-Z][a-z]+ \\d{4}, \\d\\d:\\d\\d:\\d\\d " + (withScripts ? "UTC\\+5:30$" : "UTC$")));
        await walk.PressAsync(page, "Ask Podio");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("user:read space:read");
        await walk.PressAsync(page, "Sign out");
        await HasTitleAsync(page, "You are signed out");
        Assert.Equal(
            TokenReference.None, walk.Site.Podio.State.ReferenceOf(walk.Site.Tokens.All.Single().AccessToken, walk.Site.Podio.Now));
        await page.GoBackAsync();
        await HasTitleAsync(page, "Sign in with Podio"); // Not the account, out of a cache.
        await walk.FinishAsync();
    }

    [SkippableFact]
    public async Task The_other_user_can_be_chosen()
    {
        await using var walk = await StartAsync();
        var page = await walk.OpenAsync();
        await walk.PressAsync(page, "Sign in with Podio");
        await page.GetByRole(AriaRole.Radio, new() { Name = "sam@example.com" }).CheckAsync();
        await walk.PressAsync(page, "Allow");
        await HasTitleAsync(page, "Sam");
        await walk.FinishAsync();
    }

    [SkippableFact]
    public async Task Deny_and_try_again()
    {
        await using var walk = await StartAsync();
        var page = await walk.OpenAsync();
        await walk.PressAsync(page, "Sign in with Podio");
        await walk.PressAsync(page, "Deny");
        await HasTitleAsync(page, "You denied access");
        Assert.Empty(walk.Site.Tokens.All);
        await walk.PressAsync(page, "Sign in again");
        await walk.PressAsync(page, "Allow");
        await HasTitleAsync(page, "Jane");
        await walk.FinishAsync();
    }

    [SkippableFact]
    public async Task Enter_allows_and_a_sign_out_is_on_every_page()
    {
        await using var walk = await StartAsync();
        var page = await walk.OpenAsync();
        await walk.PressAsync(page, "Sign in with Podio");
        var user = page.GetByRole(AriaRole.Radio, new() { Name = "sam@example.com" });
        await user.CheckAsync();
        await user.PressAsync("Enter");
        await HasTitleAsync(page, "Sam");
        string[] paths = ["/", "/account", "/client-side", "/client-side/callback", "/problem/forged", "/signed-out", "/nowhere"];
        foreach (var path in paths)
        {
            await walk.GoAsync(page, path);
            await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true })).ToBeVisibleAsync();
        }

        await walk.PressAsync(page, "Sign out");
        await HasTitleAsync(page, "You are signed out");
    }

    [SkippableFact]
    public async Task A_forged_callback_signs_no_user_in()
    {
        await using var walk = await StartAsync();
        // Of an attacker's account.
        var code = walk.Site.Podio.IssueCode(SamplePodio.Client.ClientId, SamplePodio.UserId, CallbackOf(walk));
        var page = await walk.OpenAsync();
        await walk.PressAsync(page, "Sign in with Podio");
        await walk.GoAsync(page, $"/callback?code={code.Reveal()}&state={new string('0', 64)}");
        await HasTitleAsync(page, "This sign-in didn’t start here");
        Assert.Equal("/problem/forged", new Uri(page.Url).PathAndQuery);
        await walk.GoAsync(page, "/account");
        await HasTitleAsync(page, "Sign in with Podio");
        Assert.Empty(LeakSearch.For("code", code).In("address bar", page.Url));
        await walk.FinishAsync();
    }

    [SkippableFact]
    public async Task A_replayed_code_is_rejected()
    {
        await using var walk = await StartAsync();
        var page = await walk.SignInAsync();
        var code = (await walk.GrantedAsync()).Single();
        await walk.PressAsync(page, "Sign out");
        await walk.PressAsync(page, "Sign in again");
        await walk.GoAsync(page, $"/callback?code={code}&state={StateOf(page)}");
        await HasTitleAsync(page, "This sign-in is no longer valid");
        await walk.FinishAsync();
    }

    [SkippableFact]
    public async Task An_expired_code_is_rejected_and_a_new_one_is_not()
    {
        await using var walk = await StartAsync();
        var code = walk.Site.Podio.IssueCode(SamplePodio.Client.ClientId, SamplePodio.UserId, CallbackOf(walk));
        walk.Site.Podio.MoveClock(PodioSettings.Default.CodeLifetime + TimeSpan.FromSeconds(1));
        var page = await walk.OpenAsync();
        await walk.PressAsync(page, "Sign in with Podio");
        await walk.GoAsync(page, $"/callback?code={code.Reveal()}&state={StateOf(page)}");
        await HasTitleAsync(page, "This sign-in is no longer valid");
        await walk.PressAsync(page, "Sign in again");
        await walk.PressAsync(page, "Allow");
        await HasTitleAsync(page, "Jane");
        await walk.FinishAsync();
    }

    [SkippableFact]
    public async Task The_back_button_leads_to_no_callback()
    {
        await using var walk = await StartAsync();
        var page = await walk.SignInAsync();
        await page.GoBackAsync();
        await walk.SettleAsync(page);
        await HasTitleAsync(page, "Allow sample-client to use Podio for you?");
        await walk.PressAsync(page, "Allow"); // With a state that was used.
        await HasTitleAsync(page, "This sign-in didn’t start here");
        await page.GetByRole(AriaRole.Link, new() { Name = "Go to your account" }).ClickAsync();
        await HasTitleAsync(page, "Jane");
        await walk.FinishAsync();
    }

    [SkippableFact]
    public async Task Two_tabs_sign_in_at_once()
    {
        await using var walk = await StartAsync();
        var (first, second) = (await walk.OpenAsync(), await walk.OpenAsync());
        await Task.WhenAll(walk.PressAsync(first, "Sign in with Podio"), walk.PressAsync(second, "Sign in with Podio"));
        await walk.PressAsync(second, "Allow");
        await HasTitleAsync(second, "Jane");
        await walk.PressAsync(first, "Allow");
        await HasTitleAsync(first, "Jane");
        await walk.PressAsync(first, "Sign out");
        await second.ReloadAsync();
        await HasTitleAsync(second, "Sign in with Podio");
        await walk.FinishAsync();
    }

    [SkippableFact]
    public async Task The_page_reloads_when_a_renewal_is_due()
    {
        await using var walk = await StartAsync();
        await walk.Context.Clock.InstallAsync();
        var page = await walk.SignInAsync();
        var asked = page.WaitForResponseAsync(reply => reply.Url.EndsWith("/account/times", StringComparison.Ordinal));
        await page.Clock.FastForwardAsync("07:55:00"); // The browser's alone: the server says that there is time left.
        Assert.Equal(200, (await asked).Status);
        await Assertions.Expect(page.Locator("[data-left=renews]")).ToContainTextAsync(" h ");
        await walk.FinishAsync();
    }

    private static string CallbackOf(Walk walk) => new Uri(walk.Site.Address, "callback").AbsoluteUri;

    private static string StateOf(IPage authorize) => HttpUtility.ParseQueryString(new Uri(authorize.Url).Query)["state"]!;
}

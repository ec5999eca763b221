using PodioOAuth.Functional.AspNetCore.Tests.Site;

namespace PodioOAuth.Functional.AspNetCore.Tests;

/// <summary>What becomes of a request whose call of Podio has no token, because the user's login has ended.</summary>
public sealed class SignInAgainTests
{
    [Theory]
    [InlineData("GET", "/call?tab=2", "/call?tab=2")]
    [InlineData("POST", "/call", "/")]
    public async Task A_user_whose_login_has_ended_signs_in_again(string method, string path, string returnsTo)
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio);
        using var browser = new Browser(site);
        await browser.SignInAsync();
        podio.Machine.Update(state => state.RevokeAll());
        var reply = await browser.AskAsync(method, path);
        Assert.Equal(303, reply.Status);
        Assert.DoesNotContain(browser.Cookies, cookie => cookie.Name == "person");
        Assert.Equal(returnsTo, (await browser.GetAsync(await browser.AnswerAsync(reply.Location!))).Location);
        Assert.Equal("status 200", (await browser.GetAsync("/call")).Body);
    }

    [Fact]
    public async Task Somebody_who_is_not_signed_in_signs_in_first()
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio);
        using var browser = new Browser(site);
        var reply = await browser.GetAsync("/call");
        Assert.Equal("/call", (await browser.GetAsync(await browser.AnswerAsync(reply.Location!))).Location);
    }

    [Fact]
    public async Task A_script_is_told_by_the_status()
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio);
        using var browser = new Browser(site);
        Assert.Equal(401, (await browser.GetAsync("/call", ("Sec-Fetch-Mode", "cors"))).Status);
    }

    [Fact]
    public async Task A_login_that_is_not_the_users_is_no_reason_to_send_the_user_away()
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio);
        using var browser = new Browser(site);
        await browser.SignInAsync();
        Assert.Equal(500, (await browser.GetAsync("/call-others")).Status);
        Assert.Equal("status 200", (await browser.GetAsync("/call")).Body);
    }

    [Fact]
    public async Task A_Podio_that_is_down_signs_nobody_out()
    {
        await using var podio = await Site.Podio.StartAsync();
        await using var site = await TestSite.StartAsync(podio);
        using var browser = new Browser(site);
        await browser.SignInAsync();
        podio.Clock.Advance(TimeSpan.FromHours(9)); // The access token has expired.
        podio.Arm(Fault.RateLimit(TimeSpan.FromMinutes(1)));
        Assert.Equal(500, (await browser.GetAsync("/call")).Status);
        Assert.Single(browser.Cookies);
        podio.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("status 200", (await browser.GetAsync("/call")).Body);
    }
}

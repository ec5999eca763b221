using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PodioOAuth.Functional.AspNetCore.Tests.Site;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.AspNetCore.Tests;

/// <summary>Whatever is logged, at any level: no code, token, state or cookie is in it. And the cookie holds no token.</summary>
public sealed class LeakTests
{
    [Fact]
    public async Task Nothing_secret_is_logged_shown_or_put_into_the_cookie()
    {
        await using var podio = await Site.Podio.StartAsync();
        var store = new InMemoryTokenStore(podio.Clock);
        await using var site = await TestSite.StartAsync(podio, store);
        using var browser = new Browser(site);
        var page = await browser.BeginAsync();
        var pending = browser.Cookies.Single().Value;
        var answer = await browser.AnswerAsync(page);
        var (code, state) = (Browser.Value(answer, "code"), Browser.Value(page, "state"));
        string[] addresses = [answer, answer, $"/signin-podio?code={code}", "/me", "/whose", "/scope", "/call"];
        List<Reply> replies = [];
        foreach (var address in addresses)
        {
            replies.Add(await browser.GetAsync(address));
        }

        var key = Assert.Single(await store.ListLoginsAsync().ToListAsync());
        var token = (await store.LookAtAsync(key, podio.Clock)).Match(
            Right: stored => stored.Login!.Token, Left: error => throw new InvalidOperationException(error.Describe()));
        var cookie = browser.Cookies.Single().Value;
        podio.Arm(Fault.Unavailable(503));
        await browser.AskAsync("POST", "/sign-out-of-schemes");
        await browser.GetAsync($"/signin-podio?code={code}&state={Browser.Value(await browser.BeginAsync(), "state")}"); // Refused.

        var search = LeakSearch.For(
            [
                new("code", code), new("state", state), new("cookie of the sign-in", pending), new("cookie", cookie),
                new("client secret", SamplePodio.Client.ClientSecret),
            ]).And(LeakSearch.For(token));
        Assert.True(site.Log.Lines.Count > 100, "Everything is logged, at any level.");
        Assert.Empty(search.In("log", site.Log.Text));
        Assert.Empty(search.In("reply", string.Join('\n', replies.Select(reply => $"{reply.Location} {reply.Body}"))));
        Assert.NotEmpty(search.In("answer", answer)); // The search finds what is there.
        var cookies = site.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>();
        var ticket = cookies.Get(CookieAuthenticationDefaults.AuthenticationScheme).TicketDataFormat.Unprotect(cookie)!;
        var kept = string.Join(
            '\n', ticket.Principal.Claims.Select(claim => $"{claim}").Concat(ticket.Properties.Items.Select(item => $"{item}")));
        Assert.Contains($"{Site.Podio.Jane}", kept, StringComparison.Ordinal);
        Assert.Empty(search.In("ticket", kept));
    }
}

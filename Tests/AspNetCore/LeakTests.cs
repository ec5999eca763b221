using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace PodioOAuth.Functional.AspNetCore.Tests;

/// <summary>Whatever is logged, at any level: no code, token, state or cookie is in it. And the cookie holds no token.</summary>
public sealed class LeakTests
{
    [Fact]
    public async Task Nothing_secret_is_logged_shown_or_put_into_the_cookie()
    {
        await using var site = await TestSite.StartAsync();
        var page = await site.Browser.BeginAsync();
        var pending = site.Browser.Cookies.Single().Value;
        var answer = await site.Browser.AnswerAsync(page);
        var (code, state) = (Browser.Value(answer, "code"), Browser.Value(page, "state"));
        var seen = "";
        foreach (var address in new[] { answer, answer, $"/signin-podio?code={code}", "/me", "/whose", "/scope", "/call" })
        {
            var reply = await site.Browser.GetAsync(address);
            seen += $"{reply.Location} {reply.Body}\n";
        }

        var token = await site.SavedAsync();
        var cookie = site.Browser.Cookies.Single().Value;
        site.Podio.Arm(Fault.Unavailable(503));
        await site.Browser.AskAsync("POST", "/sign-out-of-schemes");
        var next = Browser.Value(await site.Browser.BeginAsync(), "state");
        await site.Browser.GetAsync($"/signin-podio?code={code}&state={next}"); // Refused.

        var search = LeakSearch.For(
            [
                new("code", code), new("state", state), new("cookie of the sign-in", pending), new("cookie", cookie),
                new("client secret", SamplePodio.Client.ClientSecret),
            ]).And(LeakSearch.For(token));
        Assert.True(site.Log.Lines.Count > 100, "Everything is logged, at any level.");
        Assert.Empty(search.In("log", site.Log.Text));
        Assert.Empty(search.In("reply", seen));
        Assert.NotEmpty(search.In("answer", answer)); // The search finds what is there.
        var cookies = site.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>();
        var ticket = cookies.Get(CookieAuthenticationDefaults.AuthenticationScheme).TicketDataFormat.Unprotect(cookie)!;
        var kept = string.Join(
            '\n', ticket.Principal.Claims.Select(claim => $"{claim}").Concat(ticket.Properties.Items.Select(item => $"{item}")));
        Assert.Contains($"{Site.Podio.Jane}", kept, StringComparison.Ordinal);
        Assert.Empty(search.In("ticket", kept));
    }
}

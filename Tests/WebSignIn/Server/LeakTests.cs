namespace PodioOAuth.Functional.WebSignIn.Tests.Server;

/// <summary>A whole visit: neither page, nor header, nor any line of the log at any level holds a code, a token, a state, a cookie or
/// the client's secret.</summary>
public sealed class LeakTests
{
    [Fact]
    public async Task Nothing_secret_is_shown_or_logged()
    {
        await using var site = await RunningSite.StartAsync();
        using var guest = new Guest(site);
        var clientSide = Guest.StateOf((await guest.PressAsync("/client-side", "/client-side")).Location!);
        await guest.PostAsync("/client-side/state", KeyValuePair.Create("state", clientSide));
        var authorize = await guest.BeginAsync();
        guest.Seen.Clear(); // The way to Podio's page names the state: it has to.
        var answer = await guest.AgreeAsync(authorize);
        string[] addresses = [answer, "/account", "/account/scope", "/account/times", answer, "/callback?code=" + Guest.CodeOf(answer)];
        foreach (var address in addresses)
        {
            await guest.GetAsync(address);
        }

        var cookies = guest.Cookies.Select(cookie => KeyValuePair.Create<string, Secret?>($"cookie {cookie.Name}", cookie.Value)).ToArray();
        Assert.NotEmpty(cookies);
        await guest.PressAsync("/account", "/sign-out");
        await guest.GetAsync("/signed-out");
        var search = LeakSearch.For(
            [
                new("code", Guest.CodeOf(answer)),
                new("state", Guest.StateOf(authorize)),
                new("state of the client-side flow", clientSide),
                new("client secret", SamplePodio.Client.ClientSecret),
                .. cookies,
            ])
            .And(LeakSearch.For(Assert.Single(site.Tokens.All)));
        Assert.True(site.Log.Lines.Count > 100, "Everything is logged, at any level.");
        Assert.Empty(search.In("log", site.Log.Text));
        Assert.Empty(search.In("page or header", string.Join('\n', guest.Seen)));
        Assert.NotEmpty(search.In("callback", answer)); // The search finds what is there.
    }
}

namespace PodioOAuth.Functional.WebSignIn.Tests.Server;

/// <summary>Signing out: at Podio and here, and what is told where one of them fails.</summary>
public sealed class SignOutTests : OnSite
{
    [Fact]
    public async Task Signing_out_ends_the_grant_at_Podio_and_the_login_here()
    {
        await Guest.SignInAsync();
        var token = Assert.Single(Site.Tokens.All);
        Assert.Equal(TokenReference.User(SamplePodio.UserId), Site.Podio.State.ReferenceOf(token.AccessToken, Site.Podio.Now));
        Assert.Equal("/signed-out", (await Guest.PressAsync("/account", "/sign-out")).Location);
        Assert.Equal(TokenReference.None, Site.Podio.State.ReferenceOf(token.AccessToken, Site.Podio.Now));
        Assert.Equal("/", (await Guest.GetAsync("/account")).Location);
        Assert.Contains("You are signed out", (await Guest.GetAsync("/signed-out")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task If_Podio_does_not_answer_that_is_reported()
    {
        await Guest.SignInAsync();
        Site.Podio.Update(state => state.Arm(Fault.Unavailable(503)));
        var reply = await Guest.PressAsync("/account", "/sign-out");
        Assert.Equal("/signed-out/not-at-podio", reply.Location);
        Assert.Contains("but perhaps not at Podio", (await Guest.GetAsync(reply.Location!)).Body, StringComparison.Ordinal);
        Assert.Equal("/", (await Guest.GetAsync("/account")).Location);
    }

    [Theory]
    [InlineData(false, "/signed-out/not-in-store", "but not everywhere here")]
    [InlineData(true, "/signed-out/nowhere", "Only this browser is signed out")]
    public async Task If_the_store_does_not_answer_that_is_reported(bool isPodioDown, string path, string title)
    {
        var store = new FailingStore();
        await using var site = await RunningSite.StartAsync(services: services => services.AddPodioOAuth().UseStore(_ => store));
        using var guest = new Guest(site);
        await guest.SignInAsync();
        store.RefusesChanges = true;
        if (isPodioDown)
        {
            site.Podio.Update(state => state.Arm(Fault.Unavailable(503)));
        }

        var reply = await guest.PressAsync("/account", "/sign-out");
        Assert.Equal(path, reply.Location);
        Assert.Contains(title, (await guest.GetAsync(path)).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(guest.Cookies, cookie => cookie.Name == "person");
        Assert.Equal("/", (await guest.GetAsync("/account")).Location);
    }

    [Theory, InlineData("/signed-out"), InlineData("/signed-out/nowhere")]
    public async Task A_user_who_is_signed_in_again_sees_no_sign_out(string path)
    {
        await Guest.SignInAsync();
        await Guest.PressAsync("/account", "/sign-out");
        await Guest.SignInAsync();
        var page = await Guest.GetAsync(path);
        Assert.Contains("<h1>You are signed in</h1>", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("signed out", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("href=\"/account\"", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grant_that_has_already_ended_is_not_a_failure()
    {
        await Guest.SignInAsync();
        Site.Podio.Update(state => state.RevokeAll());
        Assert.Equal("/signed-out", (await Guest.PressAsync("/account", "/sign-out")).Location);
    }

    [Fact]
    public async Task A_login_that_Podio_has_ended_leads_to_sign_in()
    {
        await Guest.SignInAsync();
        Site.Podio.Update(state => state.RevokeAll());
        Assert.Equal("/problem/ended", (await Guest.GetAsync("/account/scope")).Location);
        Assert.Equal("/", (await Guest.GetAsync("/account")).Location);
    }

    [Fact]
    public async Task A_form_of_another_site_signs_no_user_out()
    {
        await Guest.SignInAsync();
        Assert.Equal("/problem/stale", (await Guest.PressAsync("/account", "/sign-out", isOwn: false)).Location);
        Assert.Equal(200, (await Guest.GetAsync("/account")).Status);
    }
}

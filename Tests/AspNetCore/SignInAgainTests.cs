namespace PodioOAuth.Functional.AspNetCore.Tests;

/// <summary>What becomes of a request whose call of Podio has no token, because the user's login has ended.</summary>
public sealed class SignInAgainTests : OnSite
{
    [Theory, InlineData("GET", "/call?tab=2", "/call?tab=2"), InlineData("POST", "/call", "/")]
    public async Task A_user_whose_login_has_ended_signs_in_again(string method, string path, string returnsTo)
    {
        await Site.Browser.SignInAsync();
        Site.Podio.Machine.Update(state => state.RevokeAll());
        var reply = await Site.Browser.AskAsync(method, path);
        Assert.Equal(303, reply.Status);
        Assert.DoesNotContain(Site.Browser.Cookies, cookie => cookie.Name == "person");
        Assert.Equal(returnsTo, (await Site.Browser.SignInAsync(reply.Location!)).Location);
        Assert.Equal("status 200", await Site.Browser.BodyOfAsync("/call"));
    }

    [Fact]
    public async Task A_user_who_is_not_signed_in_signs_in_first()
    {
        var reply = await Site.Browser.GetAsync("/call");
        Assert.Equal("/call", (await Site.Browser.SignInAsync(reply.Location!)).Location);
    }

    [Fact]
    public async Task An_ended_login_that_is_not_the_users_does_not_redirect_the_user()
    {
        await Site.Browser.SignInAsync();
        Assert.Equal(500, (await Site.Browser.GetAsync("/call-others")).Status);
        Assert.Equal("status 200", await Site.Browser.BodyOfAsync("/call"));
    }

    [Fact]
    public async Task No_user_is_signed_out_when_Podio_is_down()
    {
        await Site.Browser.SignInAsync();
        Site.Podio.Clock.Advance(TimeSpan.FromHours(9)); // The access token has expired.
        Site.Podio.Arm(Fault.RateLimit(TimeSpan.FromMinutes(1)));
        Assert.Equal(500, (await Site.Browser.GetAsync("/call")).Status);
        Assert.Single(Site.Browser.Cookies);
        Site.Podio.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("status 200", await Site.Browser.BodyOfAsync("/call"));
    }
}

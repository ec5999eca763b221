using WebSignIn.Account;
using WebSignIn.Pages;

namespace PodioOAuth.Functional.WebSignIn.Tests.Browser;

/// <summary>Every page of the site and of the local Podio is looked at.</summary>
[Collection(Chromium.Collection)]
public sealed class GalleryTests(Chromium chromium)
{
    [SkippableFact]
    public async Task Pages_on_the_way()
    {
        await using var walk = await Walk.StartAsync(chromium);
        var page = await walk.OpenAsync();
        await Gallery.LookAsync(page, "home");
        await walk.PressAsync(page, "Sign in with Podio");
        await Gallery.LookAsync(page, "authorize");
        await walk.PressAsync(page, "Allow");
        await Gallery.LookAsync(page, "account");
        await walk.PressAsync(page, "Ask Podio");
        await Gallery.LookAsync(page, "account-called");
        await walk.GoAsync(page, "/");
        await Gallery.LookAsync(page, "home-signed-in");
        await walk.GoAsync(page, "/client-side");
        await Gallery.LookAsync(page, "client-side");
        await walk.PressAsync(page, "Sign in with Podio");
        await Gallery.LookAsync(page, "authorize-token");
        await walk.PressAsync(page, "Allow");
        await Gallery.LookAsync(page, "client-side-token");
        await page.ReloadAsync();
        await Gallery.LookAsync(page, "client-side-nothing");
        await walk.FinishAsync();
    }

    [SkippableFact]
    public async Task Pages_that_tell_what_went_wrong()
    {
        await using var walk = await Walk.StartAsync(chromium);
        var page = await walk.OpenAsync();
        foreach (var name in new[] { "denied", "forged", "code", "unreachable", "404" }) // One of each shape.
        {
            await walk.GoAsync(page, Problem.Base + name);
            await Gallery.LookAsync(page, $"problem-{name}");
        }

        await walk.GoAsync(page, SignedOut.Base);
        await Gallery.LookAsync(page, "signed-out");
        await walk.GoAsync(page, SignedOut.PathOf(SignOutResult.NotAtPodio));
        await Gallery.LookAsync(page, "signed-out-not-at-podio");
        await walk.FinishAsync();
    }

    [SkippableFact]
    public async Task The_local_Podio_that_cannot_go_on()
    {
        await using var walk = await Walk.StartAsync(chromium);
        var page = await walk.Context.NewPageAsync();
        var reply = await page.GotoAsync(new Uri(walk.Site.PodioAddress, "oauth/authorize?client_id=nobody").AbsoluteUri);
        Assert.Equal(400, reply!.Status);
        await Gallery.LookAsync(page, "authorize-refused");
    }
}

using Microsoft.Playwright;

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
        foreach (var problem in global::WebSignIn.Pages.Problem.All)
        {
            await walk.GoAsync(page, problem.Path);
            await Gallery.LookAsync(page, $"problem-{problem.Name}");
        }

        foreach (var end in global::WebSignIn.Pages.SignedOut.All)
        {
            await walk.GoAsync(page, global::WebSignIn.Pages.SignedOut.Base + end.Name);
            await Gallery.LookAsync(page, "signed-out" + end.Name.Replace('/', '-'));
        }

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

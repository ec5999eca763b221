using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;
using WebSignIn.Pages;

namespace PodioOAuth.Functional.WebSignIn.Tests.Browser;

/// <summary>Every page of the site and of the local Podio is looked at. Which there are is the site's to say: one that is added to its
/// lists, or as a template, is looked at too or is missed.</summary>
public sealed class GalleryTests
{
    private const string OfPodio = "of the local Podio";

    private readonly Gallery _gallery = new();

    [SkippableFact]
    public async Task Every_page()
    {
        await Task.WhenAll(SignInAsync(), TellProblemsAsync(), ReadAnswersAsync(), FailAsync(), GoWithoutScriptsAsync());
        var templates = typeof(HomePage).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ComponentBase)) && type.Name.EndsWith("Page", StringComparison.Ordinal))
            .Select(type => type.Name);
        Assert.Equal(templates.Append(OfPodio).Order(StringComparer.Ordinal), _gallery.Templates);
    }

    private async Task SignInAsync()
    {
        await using var walk = await Walk.StartAsync();
        var page = await walk.OpenAsync();
        await _gallery.LookAsync(page, "home", nameof(HomePage));
        await walk.PressAsync(page, "Sign in with Podio");
        await _gallery.LookAsync(page, "authorize", OfPodio);
        await walk.PressAsync(page, "Allow");
        await _gallery.LookAsync(page, "account", nameof(AccountPage));
        await walk.PressAsync(page, "Ask Podio");
        await _gallery.LookAsync(page, "account-called", nameof(AccountPage));
        await walk.GoAsync(page, "/");
        await _gallery.LookAsync(page, "home-signed-in", nameof(HomePage));
        await walk.GoAsync(page, Problem.Forged.Path);
        await _gallery.LookAsync(page, "problem-signed-in", nameof(ProblemPage));
        await walk.GoAsync(page, SignedOut.Base);
        await _gallery.LookAsync(page, "signed-out-signed-in", nameof(SignedOutPage), withAxe: false);
        await walk.GoAsync(page, "/client-side");
        await _gallery.LookAsync(page, "client-side", nameof(ClientSidePage));
        await walk.PressAsync(page, "Sign in with Podio");
        await _gallery.LookAsync(page, "authorize-token", OfPodio);
        await walk.GoAsync(page, "/account");
        await walk.PressAsync(page, "Sign out");
        await walk.FinishAsync();
    }

    private async Task TellProblemsAsync()
    {
        await using var walk = await Walk.StartAsync();
        var page = await walk.OpenAsync();
        foreach (var (index, problem) in Problem.All.Index())
        {
            await walk.GoAsync(page, problem.Path);
            await Walk.HasTitleAsync(page, problem.Title);
            await _gallery.LookAsync(page, $"problem-{problem.Name}", nameof(ProblemPage), withAxe: index == 0 || !problem.OffersSignIn);
        }

        foreach (var end in SignedOut.All)
        {
            await walk.GoAsync(page, SignedOut.Base + end.Name);
            await Walk.HasTitleAsync(page, end.Title);
            await _gallery.LookAsync(
                page, $"signed-out{end.Name.Replace('/', '-')}", nameof(SignedOutPage),
                withAxe: end == SignedOut.Done || end == SignedOut.Nowhere);
        }

        await walk.FinishAsync();
    }

    // What the page's script makes of an answer; what the site says of the state is given.
    private async Task ReadAnswersAsync()
    {
        await using var walk = await Walk.StartAsync();
        var page = await walk.OpenAsync(ClientSideAnswer.Callback);
        var outcomes = await page.Locator("[data-outcome]").EvaluateAllAsync<string[]>("them => them.map(it => it.dataset.outcome)");
        Assert.Equal(outcomes.Order(StringComparer.Ordinal), ClientSideAnswer.All.Keys.Order(StringComparer.Ordinal));
        foreach (var (outcome, answer) in ClientSideAnswer.All)
        {
            await answer.SendAsync(walk, page);
            await Assertions.Expect(page.Locator($"[data-outcome={outcome}]")).ToBeVisibleAsync();
            await _gallery.LookAsync(page, $"client-side-{outcome}", nameof(ClientSideCallbackPage));
        }
    }

    private async Task FailAsync()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var walk = await Walk.StartAsync(time: time);
        var page = await walk.SignInAsync();
        walk.Site.Podio.Update(state => state.Arm(Fault.Unavailable(503)));
        await walk.PressAsync(page, "Ask Podio");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The call failed.");
        await _gallery.LookAsync(page, "account-call-failed", nameof(AccountPage));
        await page.GotoAsync("about:blank"); // Its script asks no more.
        walk.Site.Podio.Update(state => state.Arm(Fault.Unavailable(503), times: 100));
        time.Advance(TimeSpan.FromHours(9)); // The token has ended, the cookie not yet.
        await walk.GoAsync(page, "/account");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No valid token is available right now.");
        await _gallery.LookAsync(page, "account-without-token", nameof(AccountPage));
        await page.GotoAsync(new Uri(walk.Site.PodioAddress, "oauth/authorize?client_id=nobody").AbsoluteUri);
        await Walk.HasTitleAsync(page, "This sign-in can't continue");
        await _gallery.LookAsync(page, "authorize-refused", OfPodio);
    }

    private async Task GoWithoutScriptsAsync()
    {
        await using var walk = await Walk.StartAsync(withScripts: false);
        var page = await walk.OpenAsync("/client-side");
        await _gallery.LookAsync(page, "client-side-without-scripts", nameof(ClientSidePage), withAxe: false); // It is a script itself.
        await walk.GoAsync(page, ClientSideAnswer.Callback);
        await Walk.HasTitleAsync(page, "JavaScript is off");
        await _gallery.LookAsync(page, "client-side-callback-without-scripts", nameof(ClientSideCallbackPage), withAxe: false);
        await walk.FinishAsync();
    }
}

namespace PodioOAuth.Functional.WebSignIn.Tests.Server;

/// <summary>A site under a path of its host, behind a proxy that takes the path off, or does not.</summary>
public sealed class PathTests
{
    [Theory, InlineData(""), InlineData("/app")]
    public async Task Every_link_and_redirect_keeps_the_path(string asked)
    {
        await using var site = await RunningSite.StartAsync(address: "https://127.0.0.1:8443/app/");
        using var client =
            new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site.Listens };
        var (page, form) = await HttpsTests.SendAsync(client, HttpMethod.Get, $"{asked}/", "");
        foreach (var path in new[] { "/app/sign-in", "/app/site.css", "/app/icon.svg", "/app/client-side", "/app/" })
        {
            Assert.Contains($"=\"{path}\"", page.Body, StringComparison.Ordinal);
        }

        Assert.DoesNotMatch("(href|src|action)=\"/(?!app/)", page.Body);
        var token = page.Body.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        var (begun, pending) = await HttpsTests.SendAsync(
            client, HttpMethod.Post, $"{asked}/sign-in", form, KeyValuePair.Create("__RequestVerificationToken", token));
        var (agreed, _) = await HttpsTests.SendAsync(client, HttpMethod.Get, begun.Location!, "");
        Assert.StartsWith("https://127.0.0.1:8443/app/callback?", agreed.Location, StringComparison.Ordinal);
        var query = new Uri(agreed.Location!).Query;
        var (forged, _) = await HttpsTests.SendAsync(client, HttpMethod.Get, $"{asked}/callback{query}", "");
        Assert.Equal("/app/problem/forged", forged.Location);
        var (ended, _) = await HttpsTests.SendAsync(client, HttpMethod.Get, $"{asked}/callback{query}", pending);
        Assert.Equal("/app/account", ended.Location);
        var (nobody, _) = await HttpsTests.SendAsync(client, HttpMethod.Get, $"{asked}/account", "");
        Assert.Equal("/app/", nobody.Location);
    }
}

using Microsoft.AspNetCore.Antiforgery;

namespace PodioOAuth.Functional.WebSignIn.Tests.Server;

/// <summary>Requests that no route takes, or that fail: a page that tells it, and nothing of how the site is made.</summary>
public sealed class FailureTests : OnSite
{
    private static readonly KeyValuePair<string, string>[] Unreadable =
        [.. Enumerable.Range(0, 2000).Select(index => KeyValuePair.Create($"field{index}", ""))];

    [Theory, InlineData("GET", "/"), InlineData("POST", "/sign-in")]
    public async Task A_failure_is_reported_without_details(string method, string path)
    {
        await using var site = await RunningSite.StartAsync(services: services => services.AddSingleton<IAntiforgery, BrokenForms>());
        using var guest = new Guest(site);
        var reply = await guest.AskAsync(new HttpMethod(method), path);
        Assert.Equal(500, reply.Status);
        HeaderTests.AssertSecure(reply, site);
        Assert.Contains("<h1>Something went wrong</h1>", reply.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(BrokenForms.Secret, reply.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", reply.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("WebSignIn", reply.Body, StringComparison.Ordinal);
        Assert.Contains(BrokenForms.Secret, site.Log.Text, StringComparison.Ordinal); // Whoever runs the site is told.
    }

    [Fact]
    public async Task An_unknown_route_is_reported()
    {
        (string Method, string Path, int Status)[] requests =
        [
            ("GET", "/nowhere", 404), ("POST", "/nowhere", 404), ("GET", "/problem/405", 404),
            ("GET", "/sign-in", 405), ("GET", "/sign-out", 405), ("GET", "/client-side/state", 405), ("POST", "/callback", 405),
            ("POST", "/account", 405), ("OPTIONS", "/account", 405), ("DELETE", "/account", 405),
        ];
        await Guest.SignInAsync();
        foreach (var (method, path, status) in requests)
        {
            var reply = await Guest.AskAsync(new HttpMethod(method), path);
            Assert.Equal((method, path, status), (method, path, reply.Status));
            HeaderTests.AssertSecure(reply, Site);
            Assert.Contains("<h1>Page not found</h1>", reply.Body, StringComparison.Ordinal);
        }

        Assert.Equal(200, (await Guest.GetAsync("/account")).Status); // Still signed in.
    }

    [Fact]
    public async Task The_times_are_for_those_who_are_signed_in()
    {
        var reply = await Guest.GetAsync("/account/times");
        Assert.Equal(403, reply.Status);
        Assert.Empty(reply.Body);
        HeaderTests.AssertSecure(reply, Site);
    }

    [Fact]
    public async Task An_unreadable_form_is_not_an_error_of_the_site()
    {
        await Guest.GetAsync("/");
        Assert.Equal("/problem/stale", (await Guest.PostAsync("/sign-in", Unreadable)).Location);
        Assert.Equal(400, (await Guest.PostAsync("/client-side/state", Unreadable)).Status);
        Assert.Equal(415, (await Guest.AskAsync(HttpMethod.Post, "/client-side/state")).Status);
        Assert.DoesNotContain("unhandled exception", Site.Log.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_form_in_an_unknown_charset_is_not_an_error_of_the_site_and_one_in_UTF_8_is_read()
    {
        const string Form = "application/x-www-form-urlencoded; charset=";
        (string Path, string ContentType, int Status)[] forms =
        [
            ("/sign-in", $"{Form}made-up", 400), ("/sign-in", $"{Form}utf-7", 400), ("/sign-in", $"{Form}\"utf-7\"", 400),
            ("/sign-in", "multipart/form-data; boundary=a; charset=made-up", 400),
            ("/sign-out", $"{Form}made-up", 400), ("/client-side", $"{Form}made-up", 400),
            ("/client-side/state", $"{Form}made-up", 400), ("/client-side/state", $"{Form}utf-7", 400),
            ("/client-side/state", "multipart/form-data", 400),
            ("/client-side/state", $"{Form}UTF-8", 200), ("/client-side/state", $"{Form}\"utf-8\"", 200),
        ];
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Site.Address };
        foreach (var (path, contentType, status) in forms)
        {
            using var form = new ByteArrayContent("state=a"u8.ToArray());
            form.Headers.TryAddWithoutValidation("Content-Type", contentType);
            using var reply = await client.PostAsync(new Uri(path, UriKind.Relative), form);
            Assert.Equal((path, contentType, status), (path, contentType, (int)reply.StatusCode));
            var body = await reply.Content.ReadAsStringAsync();
            Assert.Equal(status == 200, body == "{\"isOurs\":false}");
        }

        Assert.DoesNotContain("unhandled exception", Site.Log.Text, StringComparison.OrdinalIgnoreCase);
    }
}

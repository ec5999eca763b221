using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.DependencyInjection;
using PodioOAuth.Functional.WebSignIn.Tests.Site;

namespace PodioOAuth.Functional.WebSignIn.Tests.Server;

/// <summary>Requests that no route takes, or that fail: a page that tells it, and nothing of how the site is made.</summary>
public sealed class FailureTests
{
    private static readonly KeyValuePair<string, string>[] Unreadable =
        [.. Enumerable.Range(0, 2000).Select(index => KeyValuePair.Create($"field{index}", ""))];

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("POST", "/sign-in")]
    public async Task What_breaks_is_told_without_saying_how(string method, string path)
    {
        await using var site = await RunningSite.StartAsync(services: services => services.AddSingleton<IAntiforgery, BrokenForms>());
        using var guest = new Guest(site);
        var reply = await guest.AskAsync(new HttpMethod(method), path);
        Assert.Equal(500, reply.Status);
        HeaderTests.AssertSecure(reply, site);
        Assert.Contains("<h1>Something went wrong here</h1>", reply.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(BrokenForms.Secret, reply.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", reply.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("WebSignIn", reply.Body, StringComparison.Ordinal);
        Assert.Contains(BrokenForms.Secret, site.Log.Text, StringComparison.Ordinal); // Whoever runs the site is told.
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("POST", "/nowhere", 404)]
    [InlineData("GET", "/problem/405", 404)]
    [InlineData("GET", "/sign-in", 405)]
    [InlineData("GET", "/sign-out", 405)]
    [InlineData("GET", "/client-side/state", 405)]
    [InlineData("POST", "/callback", 405)]
    [InlineData("POST", "/account", 405)]
    [InlineData("OPTIONS", "/account", 405)]
    [InlineData("DELETE", "/account", 405)]
    public async Task What_no_route_takes_is_told(string method, string path, int status)
    {
        await using var site = await RunningSite.StartAsync();
        using var guest = new Guest(site);
        await guest.SignInAsync();
        var reply = await guest.AskAsync(new HttpMethod(method), path);
        Assert.Equal(status, reply.Status);
        HeaderTests.AssertSecure(reply, site);
        Assert.Contains("<h1>There is no such page</h1>", reply.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await guest.GetAsync("/account")).Status); // Still signed in.
    }

    [Fact]
    public async Task The_times_are_for_those_who_are_signed_in()
    {
        await using var site = await RunningSite.StartAsync();
        using var guest = new Guest(site);
        var reply = await guest.GetAsync("/account/times");
        Assert.Equal(403, reply.Status);
        Assert.Empty(reply.Body);
        HeaderTests.AssertSecure(reply, site);
    }

    [Fact]
    public async Task A_form_that_cannot_be_read_is_no_fault_of_the_sites()
    {
        await using var site = await RunningSite.StartAsync();
        using var guest = new Guest(site);
        await guest.GetAsync("/");
        Assert.Equal("/problem/stale", (await guest.PostAsync("/sign-in", Unreadable)).Location);
        Assert.Equal(400, (await guest.PostAsync("/client-side/state", Unreadable)).Status);
        Assert.Equal(415, (await guest.AskAsync(HttpMethod.Post, "/client-side/state")).Status);
        Assert.DoesNotContain("unhandled exception", site.Log.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/sign-in", "application/x-www-form-urlencoded; charset=made-up")]
    [InlineData("/sign-in", "application/x-www-form-urlencoded; charset=utf-7")]
    [InlineData("/sign-in", "application/x-www-form-urlencoded; charset=\"utf-7\"")]
    [InlineData("/sign-in", "multipart/form-data; boundary=a; charset=made-up")]
    [InlineData("/sign-out", "application/x-www-form-urlencoded; charset=made-up")]
    [InlineData("/client-side", "application/x-www-form-urlencoded; charset=made-up")]
    [InlineData("/client-side/state", "application/x-www-form-urlencoded; charset=made-up")]
    [InlineData("/client-side/state", "application/x-www-form-urlencoded; charset=utf-7")]
    [InlineData("/client-side/state", "multipart/form-data")]
    public async Task A_form_in_no_known_charset_is_no_fault_of_the_sites(string path, string contentType)
    {
        await using var site = await RunningSite.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = site.Address };
        using var form = new ByteArrayContent("state=a"u8.ToArray());
        form.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var reply = await client.PostAsync(new Uri(path, UriKind.Relative), form);
        Assert.Equal(400, (int)reply.StatusCode);
        Assert.DoesNotContain("unhandled exception", site.Log.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=UTF-8")]
    [InlineData("application/x-www-form-urlencoded; charset=\"utf-8\"")]
    public async Task A_form_that_says_that_it_is_UTF_8_is_read(string contentType)
    {
        await using var site = await RunningSite.StartAsync();
        using var client = new HttpClient { BaseAddress = site.Address };
        using var form = new ByteArrayContent("state=a"u8.ToArray());
        form.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var reply = await client.PostAsync(new Uri("client-side/state", UriKind.Relative), form);
        Assert.Equal("{\"isOurs\":false}", await reply.Content.ReadAsStringAsync());
    }
}

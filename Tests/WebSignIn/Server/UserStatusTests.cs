using System.Text;

namespace PodioOAuth.Functional.WebSignIn.Tests.Server;

/// <summary>What a person is called, by what Podio says of the person; whatever it says, the sign-in goes on.</summary>
public sealed class UserStatusTests
{
    [Theory]
    [InlineData(
        200, """{"user":{"mail":"jane@example.com"},"profile":{"name":"Jane <b>Doe</b>"}}""", "Jane <b>Doe</b>", "jane@example.com · ")]
    [InlineData(200, """{"user":{"mail":"jane@example.com"},"profile":{"name":" "}}""", "jane@example.com", "")]
    [InlineData(200, """{"user":{"mail":"jane@example.com"},"profile":null}""", "jane@example.com", "")]
    [InlineData(200, """{"user":[],"profile":{"name":7}}""", "Podio user 2043311", "")]
    [InlineData(200, """{"profile":{"name":"caf\ud83d"}}""", "Podio user 2043311", "")] // Cut off within an emoji.
    [InlineData(200, "[]", "Podio user 2043311", "")]
    [InlineData(200, "<html>", "Podio user 2043311", "")]
    [InlineData(403, """{"user":{"mail":"jane@example.com"}}""", "Podio user 2043311", "")]
    [InlineData(302, "", "Podio user 2043311", "")]
    [InlineData(0, "", "Podio user 2043311", "")]
    public async Task The_best_available_store(int status, string body, string title, string more)
    {
        await using var site = await StartAsync(status, body);
        using var guest = new Guest(site);
        Assert.Equal("/account", await guest.SignInAsync());
        var page = await guest.GetAsync("/account");
        Assert.Contains($"<h1>{title}</h1>", page.Text, StringComparison.Ordinal);
        Assert.Equal(title != "Podio user 2043311", page.Text.Contains($"{more}Podio user 2043311</p>", StringComparison.Ordinal));
        Assert.DoesNotContain("<b>", page.Body, StringComparison.Ordinal);
        Assert.Contains($"signed in as {title}.", (await guest.GetAsync("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_no_cookie_holds_is_left_out()
    {
        var name = new string('a', 5000);
        await using var site = await StartAsync(200, """{"profile":{"name":"Jane"}}""".Replace("Jane", name, StringComparison.Ordinal));
        using var guest = new Guest(site);
        await guest.SignInAsync();
        Assert.Contains("<h1>Podio user 2043311</h1>", (await guest.GetAsync("/account")).Body, StringComparison.Ordinal);
    }

    private static Task<RunningSite> StartAsync(int status, string body) => RunningSite.StartAsync(
        services: services => services.PostConfigure<HttpClientFactoryOptions>("user-status", options =>
            options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = new Answer(status, body))));

    private sealed class Answer(int status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal("/user/status", request.RequestUri!.AbsolutePath);
            Assert.Equal("OAuth2", request.Headers.Authorization!.Scheme);
            return status == 0
                ? throw new HttpRequestException("There is no connection.")
                : Task.FromResult(new HttpResponseMessage((HttpStatusCode)status)
                {
                    Content = new StringContent(body, Encoding.UTF8, "application/json"),
                });
        }
    }
}

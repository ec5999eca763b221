namespace PodioOAuth.Functional.PodioToken.Tests.Login;

/// <summary>What the browser brings back from Podio's page, when that is no code that is good.</summary>
public sealed class BrowserAnswerTests : InHome
{
    [Theory]
    [InlineData("state=00"), InlineData("code=made-up-code"), InlineData("error=access_denied"), InlineData("code=one&code=two&state=00")]
    public async Task A_forged_callback_is_reported_and_does_not_end_the_wait(string query)
    {
        var forged = HttpStatusCode.OK;
        var browser = new ScriptedBrowser(address =>
        {
            if (address.AbsolutePath == "/callback")
            {
                using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = true });
                forged = client.GetAsync(new Uri($"{address.GetLeftPart(UriPartial.Path)}?{query}")).GetAwaiter().GetResult().StatusCode;
            }

            return address;
        });
        var run = await Home.RunAsync(browser, "login");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(HttpStatusCode.BadRequest, forged);
        Assert.Contains("podio-token: A callback that belongs to another sign-in was ignored.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_denial_exits_with_30_and_leaves_nothing()
    {
        Home.Podio.Update(state => state.WithConsent(Consent.Deny));
        var browser = new ScriptedBrowser();
        var run = await Home.RunAsync(browser, "login");
        Assert.Equal((30, ""), (run.ExitCode, run.Output));
        Assert.EndsWith("podio-token: The user denied access.\n", run.Error, StringComparison.Ordinal);
        await browser.Walk;
        Assert.Contains("You aren't signed in", browser.Steps[^1].Page, StringComparison.Ordinal);
        Assert.Equal(40, (await Home.RunAsync("token")).ExitCode);
    }

    [Theory, InlineData("error=server_error&", 31, "sign_in_rejected"), InlineData("code=one&code=two&", 33, "malformed_callback")]
    public async Task A_rejection_and_an_unreadable_callback_have_their_own_exit_codes(string query, int code, string outcome)
    {
        var browser = new ScriptedBrowser(address => address.AbsolutePath == "/callback"
            ? new Uri($"{address.GetLeftPart(UriPartial.Path)}?{query}state={address.Query.Split("state=")[1]}")
            : address);
        var run = await Home.RunAsync(browser, "login", "--json");
        Assert.Equal((code, outcome), (run.ExitCode, Text(JsonElement.Parse(run.Output), "outcome")));
    }

    [Fact]
    public async Task A_code_that_Podio_rejects_leads_to_the_page_that_says_so()
    {
        var browser = new ScriptedBrowser(address =>
        {
            if (address.AbsolutePath == "/callback")
            {
                Home.Podio.Update(state => state.Arm(Fault.Reject("invalid_grant")));
            }

            return address;
        });
        var run = await Home.RunAsync(browser, "login", "--json");
        Assert.Equal((20, "code_rejected"), (run.ExitCode, Text(JsonElement.Parse(run.Output), "reason")));
        await browser.Walk;
        Assert.Equal("/podio-token/failed", browser.Steps[^1].Address.AbsolutePath);
    }

    private static string? Text(JsonElement told, string member) => told.GetProperty(member).GetString();
}

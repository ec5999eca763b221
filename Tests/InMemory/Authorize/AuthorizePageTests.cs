using System.Web;

namespace PodioOAuth.Functional.InMemory.Tests.Authorize;

/// <summary>The page for people: what it says, and what comes of an answer.</summary>
public sealed class AuthorizePageTests
{
    [Fact]
    public async Task The_page_names_the_client_and_the_scope_and_says_that_it_is_not_Podio()
    {
        await using var visitor = await Visitor.ArriveAsync();
        visitor.Podio.Update(state => state.WithUser(7, "joe@example.com", "p").WithUser(7, "joe@work.example", "p"));
        var page = await visitor.GetAsync(Visitor.Good + "&scope=user%3Aread+space_42%3Aall");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("text/html; charset=utf-8", page.Headers["Content-Type"]);
        Assert.All(
            new[]
            {
                "Local stand-in, not Podio.", "<code>my-client</code>", "<code>https://app.example.com</code>", "See your own account.",
                "See, add to, change and delete from the workspace 42, with the apps in it.", "jane@example.com", "User 123",
                "joe@example.com, joe@work.example", "<html lang=\"en\">", "<legend>Sign in as</legend>", "value=\"deny\"",
                "value=\"allow\"",
            },
            text => Assert.Contains(text, page.Body, StringComparison.Ordinal));
        Assert.DoesNotContain("<script", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(visitor.Podio.Requests);
    }

    [Theory]
    [InlineData("global:all", "See, add to, change and delete from all of your organizations, with every workspace and app in them.")]
    [InlineData("org:read", "See your organizations, with the workspaces and apps in them.")]
    [InlineData("org_3:write", "Add to and change the organization 3, with the workspaces and apps in it.")]
    [InlineData("space:delete", "Delete from your workspaces, with the apps in them.")]
    [InlineData("app:read", "See your apps.")]
    [InlineData("app_9:all", "See, add to, change and delete from the app 9.")]
    [InlineData("user:write", "Add to and change your own account.")]
    [InlineData("", "See, add to, change and delete from all of your organizations, with every workspace and app in them.")]
    public async Task A_scope_is_plain_words(string scope, string sentence)
    {
        await using var visitor = await Visitor.ArriveAsync();
        var page = await visitor.GetAsync($"{Visitor.Good}&scope={Uri.EscapeDataString(scope)}");
        Assert.Contains($"<li>{sentence}</li>", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enter_in_the_form_allows()
    {
        await using var visitor = await Visitor.ArriveAsync();
        var page = await visitor.GetAsync(Visitor.Good);
        var first = page.Body[page.Body.IndexOf("<button", StringComparison.Ordinal)..].Split('>')[0]; // HTML, 4.10.21.2.
        Assert.Contains("value=\"allow\"", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_who_allows_access_is_sent_back_with_a_code_of_the_chosen_user()
    {
        await using var visitor = await Visitor.ArriveAsync();
        visitor.Podio.Update(state => state.WithUser(7, "joe@example.com", "p"));
        var visit = await visitor.AnswerAsync(Visitor.Good + "&response_type=token", "allow", user: "7");
        Assert.Equal(HttpStatusCode.SeeOther, visit.Status);
        Assert.Matches("^https://app\\.example\\.com/cb\\?a=1#access_token=.*&state=s\\+%26%3D%C3%A9$", visit.Location);
        var token = HttpUtility.ParseQueryString(new Uri(visit.Location!).Fragment[1..])["access_token"]!;
        Assert.Equal(TokenReference.User(7), visitor.Podio.State.ReferenceOf(token, TestPodio.Start));
        Assert.Single(visitor.Podio.Requests);
    }

    [Fact]
    public async Task A_code_goes_into_the_query_and_the_answer_counts_once()
    {
        await using var visitor = await Visitor.ArriveAsync();
        var visit = await visitor.AnswerAsync(Visitor.Good, "allow");
        Assert.Matches("^https://app\\.example\\.com/cb\\?a=1&code=[0-9a-f]{32}&state=s\\+%26%3D%C3%A9$", visit.Location);
        Assert.Contains("value=\"allow\"", (await visitor.GetAsync(Visitor.Good)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_who_denies_access_is_sent_back_with_Podios_error()
    {
        await using var visitor = await Visitor.ArriveAsync();
        var before = visitor.Podio.State;
        Assert.Equal(
            "https://app.example.com/cb?a=1&error_reason=user_denied&error=access_denied&error_description=The+user+denied+your+request."
            + "&state=s+%26%3D%C3%A9",
            (await visitor.AnswerAsync(Visitor.Good, "deny", user: null)).Location);
        Assert.Equal(before, visitor.Podio.State);
    }

    [Theory]
    [InlineData("maybe", "123")]
    [InlineData("", "123")]
    [InlineData("allow", "8")]
    [InlineData("allow", "+123")]
    [InlineData("allow", null)]
    public async Task An_answer_that_was_not_offered_goes_nowhere(string answer, string? user)
    {
        await using var visitor = await Visitor.ArriveAsync();
        var visit = await visitor.AnswerAsync(Visitor.Good, answer, user);
        Assert.Equal(HttpStatusCode.BadRequest, visit.Status);
        Assert.Null(visit.Location);
        Assert.Empty(visitor.Podio.Requests);
    }

    [Theory]
    [InlineData("scope=everything", "error=invalid_scope")]
    [InlineData("response_type=id_token", "error=unsupported_response_type")]
    public async Task A_request_that_no_person_can_answer_is_returned_to_the_client(string more, string error)
    {
        await using var visitor = await Visitor.ArriveAsync();
        var visit = await visitor.GetAsync($"{Visitor.Good}&{more}");
        Assert.Equal(HttpStatusCode.Found, visit.Status);
        Assert.StartsWith($"https://app.example.com/cb?a=1&{error}", visit.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_meets_the_answer_and_not_the_page()
    {
        await using var visitor = await Visitor.ArriveAsync();
        visitor.Podio.Update(state => state.Arm(Fault.Unavailable(503)));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(Visitor.Good)).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await visitor.AnswerAsync(Visitor.Good, "allow")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await visitor.AnswerAsync(Visitor.Good, "allow")).Status);
    }
}

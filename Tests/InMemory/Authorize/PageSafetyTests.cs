using System.Security.Cryptography;

namespace PodioOAuth.Functional.InMemory.Tests.Authorize;

/// <summary>What the page lets nobody do, and whom it leaves alone.</summary>
public sealed class PageSafetyTests
{
    [Theory]
    [InlineData("same-origin", "null", true)] // A form of a page without a referrer.
    [InlineData("same-origin", "self", true)]
    [InlineData("same-origin", null, true)]
    [InlineData(null, "self", true)]
    [InlineData("cross-site", "self", false)]
    [InlineData("same-site", "null", false)]
    [InlineData("none", null, false)]
    [InlineData("same-origin", "https://evil.example", false)]
    [InlineData(null, "http://127.0.0.1:1", false)]
    [InlineData(null, "null", false)]
    [InlineData(null, null, false)]
    public async Task An_answer_comes_from_the_page_itself(string? site, string? origin, bool counts)
    {
        await using var visitor = await Visitor.ArriveAsync();
        var visit = await visitor.AnswerAsync(Visitor.Good, "allow", site: site, origin: origin);
        Assert.Equal(counts ? HttpStatusCode.SeeOther : HttpStatusCode.Forbidden, visit.Status);
        Assert.Equal(counts, visit.Location is not null);
        Assert.Equal(counts ? 1 : 0, visitor.Podio.Requests.Count);
    }

    [Theory]
    [InlineData("client_id=nobody&redirect_uri=https%3A%2F%2Fapp.example.com%2F")]
    [InlineData("client_id=my-client&redirect_uri=https%3A%2F%2Fevil.example%2F")]
    [InlineData("client_id=other-client&redirect_uri=javascript%3Aalert(1)"), InlineData("client_id=my-client")]
    [InlineData(Visitor.Good + "&redirect_uri=https%3A%2F%2Fapp.example.com%2F"), InlineData("")]
    public async Task An_error_that_cannot_be_returned_safely_is_shown_to_the_person(string query)
    {
        await using var visitor = await Visitor.ArriveAsync();
        var pages =
            new[] { await visitor.GetAsync(query), await visitor.AnswerAsync(query, "allow"), await visitor.AnswerAsync(query, "deny") };
        Assert.All(pages, page =>
        {
            Assert.Equal(HttpStatusCode.BadRequest, page.Status);
            Assert.Null(page.Location);
            Assert.Contains("<h1>This sign-in can't continue</h1>", page.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("evil.example", page.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("javascript:", page.Body, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Everything_that_comes_from_elsewhere_is_encoded()
    {
        const string Hostile = "\"><script>alert('1')</script>&lt;";
        var podio = new InMemoryPodio(PodioState.Empty
            .WithClient(new ClientCredentials(Hostile, "secret"))
            .WithUser(1, Hostile, "p"));
        await using var visitor = await Visitor.ArriveAsync(podio);
        var escaped = Uri.EscapeDataString(Hostile);
        var page = await visitor.GetAsync(
            $"client_id={escaped}&redirect_uri=https%3A%2F%2Fapp.example.com%2F&state={escaped}&\"><script>=<script>");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("<script", page.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("alert('", page.Body, StringComparison.Ordinal);
        Assert.Contains("&quot;&gt;&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt;&amp;lt;", page.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https%3A%2F%2Fapp.example.com%3A8443%2Fcb", "'self' https://app.example.com:*")]
    [InlineData("http%3A%2F%2F127.0.0.1%3A5000%2Fcb", "'self' http://127.0.0.1:*")]
    [InlineData("http%3A%2F%2F%5B%3A%3A1%5D%3A5000%2Fcb", "'self' http:")]
    public async Task A_form_may_go_to_this_server_and_the_clients_host(string redirectUri, string targets)
    {
        await using var visitor = await Visitor.ArriveAsync();
        var page = await visitor.GetAsync($"client_id=other-client&redirect_uri={redirectUri}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains($"form-action {targets};", page.Policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_policy_lets_in_the_pages_own_style_and_nothing_else()
    {
        await using var visitor = await Visitor.ArriveAsync();
        var pages = new[] { await visitor.GetAsync(Visitor.Good), await visitor.GetAsync("") };
        Assert.All(pages, page =>
        {
            var style = page.Body.Split("<style>")[1].Split("</style>")[0];
            var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
            Assert.StartsWith($"default-src 'none'; style-src 'sha256-{hash}'; form-action ", page.Policy, StringComparison.Ordinal);
            Assert.EndsWith("; base-uri 'none'; frame-ancestors 'none'", page.Policy, StringComparison.Ordinal);
            Assert.Equal("no-store", page.Headers["Cache-Control"]);
            Assert.Equal("no-referrer", page.Headers["Referrer-Policy"]);
            Assert.Equal("nosniff", page.Headers["X-Content-Type-Options"]);
        });
    }

    [Fact]
    public async Task The_way_back_is_not_kept_and_names_no_referrer()
    {
        await using var visitor = await Visitor.ArriveAsync();
        var visit = await visitor.AnswerAsync(Visitor.Good, "allow");
        Assert.Equal("no-store", visit.Headers["Cache-Control"]);
        Assert.Equal("no-referrer", visit.Headers["Referrer-Policy"]);
    }

    [Theory, InlineData("*/*"), InlineData("application/json"), InlineData("")]
    public async Task A_request_that_is_not_for_a_page_is_answered_as_before(string accept)
    {
        await using var visitor = await Visitor.ArriveAsync();
        var visit = await visitor.GetAsync(Visitor.Good, accept);
        Assert.Equal(HttpStatusCode.Found, visit.Status);
        Assert.Contains("code=", visit.Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.AnswerAsync(Visitor.Good, "allow", accept: accept)).Status);
    }

    [Fact]
    public async Task A_test_that_sets_consent_beforehand_gets_no_page()
    {
        await using var visitor = await Visitor.ArriveAsync();
        visitor.Podio.Update(state => state.WithConsent(Consent.Deny));
        Assert.Contains("error=access_denied", (await visitor.GetAsync(Visitor.Good)).Location, StringComparison.Ordinal);
    }
}

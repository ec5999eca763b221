using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional.WebSignIn.Tests.Server;

/// <summary>Answers that begin no login: each ends at a page of its own, in whose address nothing of the answer is left.</summary>
public sealed class CallbackTests : OnSite
{
    [Theory]
    [InlineData("code=made-up-code&state=made-up-state"), InlineData("code=made-up-code"), InlineData("error=access_denied")]
    [InlineData("")]
    public async Task Without_the_state_it_is_forged(string query)
    {
        await using var site = await RunningSite.StartAsync();
        using var guest = new Guest(site);
        await guest.BeginAsync();
        await AssertProblemAsync(guest, $"/callback?{query}", "forged", "This sign-in didn’t start here");
        Assert.Empty(site.Tokens.All);
        Assert.Equal("/", (await guest.GetAsync("/account")).Location);
    }

    [Fact]
    public async Task The_state_of_another_browser_or_flow_is_forged()
    {
        using var attacker = new Guest(Site);
        await Guest.BeginAsync();
        var answer = await attacker.AgreeAsync(await attacker.BeginAsync());
        await AssertProblemAsync(Guest, answer, "forged", "This sign-in didn’t start here");
        var clientSide = (await Guest.PressAsync("/client-side", "/client-side")).Location!;
        await AssertProblemAsync(
            Guest, $"/callback?code=made-up&state={Guest.StateOf(clientSide)}", "forged", "This sign-in didn’t start here");
    }

    [Fact]
    public async Task An_answer_counts_once()
    {
        await using var site = await RunningSite.StartAsync();
        using var guest = new Guest(site);
        var answer = await guest.AgreeAsync(await guest.BeginAsync());
        Assert.Equal("/account", (await guest.GetAsync(answer)).Location);
        await AssertProblemAsync(guest, answer, "forged", "This sign-in didn’t start here");
        Assert.Contains("Podio user 2043311", (await guest.GetAsync("/account")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error=access_denied&error_reason=user_denied", "denied", "You denied access")]
    [InlineData("error=server_error", "rejected", "Podio rejected the request")]
    [InlineData("code=a&code=b", "malformed", "Podio’s reply can’t be read")]
    [InlineData("code=a&error=access_denied", "malformed", "Podio’s reply can’t be read")]
    [InlineData("access_token=a&token_type=bearer&expires_in=1", "malformed", "Podio’s reply can’t be read")]
    [InlineData("code=never-issued", "code", "This sign-in is no longer valid")]
    public async Task Each_has_its_page(string query, string name, string title)
    {
        var state = Guest.StateOf(await Guest.BeginAsync());
        await AssertProblemAsync(Guest, $"/callback?{query}&state={state}", name, title);
    }

    [Fact]
    public async Task A_code_that_was_used_before_is_rejected()
    {
        var answer = await Guest.AgreeAsync(await Guest.BeginAsync());
        Assert.Equal("/account", (await Guest.GetAsync(answer)).Location);
        using var thief = new Guest(Site);
        var state = Guest.StateOf(await thief.BeginAsync());
        await AssertProblemAsync(thief, $"/callback?code={Guest.CodeOf(answer)}&state={state}", "code", "This sign-in is no longer valid");
    }

    [Fact]
    public async Task An_expired_code_is_rejected()
    {
        await using var site = await RunningSite.StartAsync();
        using var guest = new Guest(site);
        var answer = await guest.AgreeAsync(await guest.BeginAsync());
        site.Podio.MoveClock(PodioSettings.Default.CodeLifetime + TimeSpan.FromSeconds(1));
        await AssertProblemAsync(guest, answer, "code", "This sign-in is no longer valid");
    }

    public static TheoryData<Fault> Outages =>
        [Fault.Refuse, Fault.DropReply, Fault.Unavailable(503), Fault.RateLimit(TimeSpan.FromMinutes(5))];

    [Theory, MemberData(nameof(Outages))]
    public async Task If_Podio_does_not_answer_the_user_is_told(Fault fault)
    {
        var answer = await Guest.AgreeAsync(await Guest.BeginAsync());
        Site.Podio.Update(state => state.Arm(fault));
        await AssertProblemAsync(Guest, answer, "unreachable", "Podio can’t be reached");
    }

    private static async Task AssertProblemAsync(Guest guest, string answer, string name, string title)
    {
        var reply = await guest.GetAsync(answer);
        Assert.Equal(303, reply.Status);
        Assert.Equal($"/problem/{name}", reply.Location);
        Assert.Empty(reply.Body);
        Assert.Contains($"<h1>{title}</h1>", (await guest.GetAsync(reply.Location!)).Text, StringComparison.Ordinal);
    }
}

namespace PodioOAuth.Functional.PodioToken.Tests.Profiles;

/// <summary>What the tool does with a login that it keeps.</summary>
public sealed class ProfileTests
{
    [Fact]
    public async Task A_script_gets_the_token_alone_or_the_header_for_curl()
    {
        await using var home = await Home.StartAsync();
        var token = await home.SignInAsync();
        Assert.Equal(new ToolRun(0, $"Authorization: OAuth2 {token}\n", ""), await home.RunAsync("token", "--header"));
        var json = JsonElement.Parse((await home.RunAsync("token", "--json")).Output);
        Assert.Equal(("token", token), (json.GetProperty("outcome").GetString(), json.GetProperty("access_token").GetString()));
        Assert.Equal(JsonValueKind.String, json.GetProperty("expires_at").ValueKind);
    }

    [Fact]
    public async Task A_token_that_nobody_could_read_is_4()
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync();
        var run = await ToolRun.OfAsync(home.Environment, ["token"], home.Time, new FullDisk(), CancellationToken.None);
        Assert.Equal((4, "podio-token: The output could not be written: No space left on device\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task No_other_command_shows_a_token()
    {
        await using var home = await Home.StartAsync();
        var search = LeakSearch.For("access_token", new Secret(await home.SignInAsync("--store", "plain")));
        var entry = JsonElement.Parse((await File.ReadAllLinesAsync(home.PlainEntry))[^1]);
        search = search.And(
            LeakSearch.For("refresh_token", new Secret(entry.GetProperty("token").GetProperty("refresh_token").GetString()!)));
        string[][] commands =
        [
            ["whoami"], ["status"], ["doctor"], ["profiles"],
            ["status", "--json"], ["whoami", "--json"], ["login", "--json"], ["logout", "--json"],
        ];
        foreach (var command in commands)
        {
            Assert.Equal(0, (await home.RunAsync(command)).WithoutLeaks(search).ExitCode);
        }
    }

    [Fact]
    public async Task A_token_that_has_ended_is_renewed_and_the_new_one_kept()
    {
        await using var home = await Home.StartAsync();
        var first = await home.SignInAsync();
        home.Time.Advance(TimeSpan.FromHours(9));
        var second = await home.TokenAsync();
        Assert.NotEqual(first, second);
        Assert.Equal(second, await home.TokenAsync());
    }

    [Fact]
    public async Task One_that_ends_soon_is_renewed_beforehand()
    {
        await using var home = await Home.StartAsync();
        var first = await home.SignInAsync();
        home.Time.Advance(TimeSpan.FromHours(8) - TimeSpan.FromMinutes(5));
        var second = await home.TokenAsync();
        Assert.NotEqual(first, second);
        home.Podio.ForgetRequests();
        Assert.Equal(second, await home.TokenAsync());
        Assert.Empty(home.Podio.Requests);
    }

    [Fact]
    public async Task When_the_grant_has_ended_somebody_has_to_sign_in_again()
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync();
        home.Podio.Update(state => state.RevokeAll());
        home.Time.Advance(TimeSpan.FromHours(9));
        var run = await home.RunAsync("token", "--json");
        Assert.Equal((20, ""), (run.ExitCode, run.Error));
        using var told = System.Text.Json.JsonDocument.Parse(run.Output);
        Assert.Equal(["outcome", "reason", "message"], told.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal("sign_in_again", told.RootElement.GetProperty("outcome").GetString());
        Assert.Equal("refresh_token_rejected", told.RootElement.GetProperty("reason").GetString());
        Assert.StartsWith(
            "Podio refused the refresh token: sign in again.", told.RootElement.GetProperty("message").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(20, (await home.RunAsync("status")).ExitCode);
    }

    [Fact]
    public async Task Whoami_asks_Podio_with_the_token_and_renews_one_that_was_refused()
    {
        await using var home = await Home.StartAsync();
        var before = await home.SignInAsync();
        home.Podio.ForgetRequests();
        var run = await home.RunAsync("whoami", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var json = JsonElement.Parse(run.Output);
        Assert.Equal(("known", "global:all"), (json.GetProperty("outcome").GetString(), json.GetProperty("scope").GetString()));
        Assert.Equal("/oauth/scope", Assert.Single(home.Podio.Requests).Path);

        home.Podio.MoveClock(TimeSpan.FromHours(9)); // By the tool's own clock the token is still good.
        Assert.Equal(0, (await home.RunAsync("whoami")).ExitCode);
        Assert.NotEqual(before, await home.TokenAsync());
    }

    [Fact]
    public async Task Status_asks_nobody_and_knows_the_account_of_a_token_that_has_ended()
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync();
        await home.StopPodioAsync();
        var fresh = JsonElement.Parse((await home.RunAsync("status", "--json")).Output);
        Assert.False(fresh.GetProperty("wants_renewal").GetBoolean());
        Assert.Equal(Instant(home.Time.GetUtcNow().AddHours(8)), fresh.GetProperty("expires_at").GetString());

        home.Time.Advance(TimeSpan.FromHours(9));
        var before = Snapshot(home.Logins);
        var run = await home.RunAsync("status", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var ended = JsonElement.Parse(run.Output);
        Assert.True(ended.GetProperty("wants_renewal").GetBoolean());
        Assert.Equal(2043311, ended.GetProperty("ref").GetProperty("id").GetInt64());
        Assert.Equal("encrypted", ended.GetProperty("store").GetString());
        Assert.Equal(before, Snapshot(home.Logins));
    }

    [Fact]
    public async Task Profiles_are_listed_and_one_that_is_none_hides_no_other()
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync("--profile", "second");
        await home.SignInAsync();
        await File.WriteAllTextAsync(home.ProfileFile("broken"), "{");
        var run = await home.RunAsync("profiles", "--json");
        var names = JsonElement.Parse(run.Output).GetProperty("profiles").EnumerateArray()
            .Select(profile => profile.GetProperty("profile").GetString());
        Assert.Equal(["broken", "default", "second"], names);
        Assert.Contains("cannot be read", (await home.RunAsync("profiles")).Output, StringComparison.Ordinal);
        Assert.Equal(26, (await home.RunAsync("token", "--profile", "broken")).ExitCode);
    }

    [Theory, InlineData("../evil"), InlineData(".hidden"), InlineData("a b"), InlineData(""), InlineData("a\n")]
    public async Task A_profile_is_no_path(string name)
    {
        await using var home = await Home.StartAsync();
        var run = await home.RunAsync("token", "--profile", name);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Without_a_profile_it_is_40_and_says_what_to_type()
    {
        await using var home = await Home.StartAsync();
        var run = await home.RunAsync("whoami", "--profile", "work");
        Assert.Equal(new ToolRun(40, "", "podio-token: There is no profile work. To sign in: podio-token login --profile work\n"), run);
    }

    private static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static string[] Snapshot(string folder) =>
    [
        .. Directory.GetFiles(folder)
            .Order(StringComparer.Ordinal)
            .Select(file => $"{file} {Convert.ToHexString(File.ReadAllBytes(file))}"),
    ];
}

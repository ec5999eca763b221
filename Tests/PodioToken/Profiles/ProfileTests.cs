namespace PodioOAuth.Functional.PodioToken.Tests.Profiles;

/// <summary>What the tool does with a login that it keeps.</summary>
public sealed class ProfileTests : InHome
{
    [Fact]
    public async Task A_script_gets_the_token_alone_or_the_header_for_curl()
    {
        var token = await Home.SignInAsync();
        Assert.Equal(new ToolRun(0, $"Authorization: OAuth2 {token}\n", ""), await Home.RunAsync("token", "--header"));
        var json = JsonElement.Parse((await Home.RunAsync("token", "--json")).Output);
        Assert.Equal(("token", token), (json.GetProperty("outcome").GetString(), json.GetProperty("access_token").GetString()));
        Assert.Equal(JsonValueKind.String, json.GetProperty("expires_at").ValueKind);
    }

    [Fact]
    public async Task A_token_that_could_not_be_printed_exits_with_4()
    {
        await Home.SignInAsync();
        var run = await ToolRun.OfAsync(Home.Environment, ["token"], Home.Time, new FullDisk(), CancellationToken.None);
        Assert.Equal((4, "podio-token: The output couldn't be written: No space left on device\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task No_other_command_shows_a_token()
    {
        var search = LeakSearch.For("access_token", new Secret(await Home.SignInAsync("--store", "plain")));
        var entry = JsonElement.Parse((await File.ReadAllLinesAsync(Home.PlainEntry))[^1]);
        search = search.And(
            LeakSearch.For("refresh_token", new Secret(entry.GetProperty("token").GetProperty("refresh_token").GetString()!)));
        string[][] commands =
        [
            ["whoami"], ["status"], ["doctor"], ["profiles"],
            ["status", "--json"], ["whoami", "--json"], ["login", "--json"], ["logout", "--json"],
        ];
        foreach (var command in commands)
        {
            Assert.Equal(0, (await Home.RunAsync(command)).WithoutLeaks(search).ExitCode);
        }
    }

    [Fact]
    public async Task A_token_that_has_ended_is_renewed_and_the_new_one_kept()
    {
        var first = await Home.SignInAsync();
        Home.Time.Advance(TimeSpan.FromHours(9));
        var second = await Home.TokenAsync();
        Assert.NotEqual(first, second);
        Assert.Equal(second, await Home.TokenAsync());
    }

    [Fact]
    public async Task One_that_ends_soon_is_renewed_beforehand()
    {
        var first = await Home.SignInAsync();
        Home.Time.Advance(TimeSpan.FromHours(8) - TimeSpan.FromMinutes(5));
        var second = await Home.TokenAsync();
        Assert.NotEqual(first, second);
        Home.Podio.ForgetRequests();
        Assert.Equal(second, await Home.TokenAsync());
        Assert.Empty(Home.Podio.Requests);
    }

    [Fact]
    public async Task When_the_grant_has_ended_the_user_must_sign_in_again()
    {
        await Home.SignInAsync();
        Home.Podio.Update(state => state.RevokeAll());
        Home.Time.Advance(TimeSpan.FromHours(9));
        var run = await Home.RunAsync("token", "--json");
        Assert.Equal((20, ""), (run.ExitCode, run.Error));
        using var told = System.Text.Json.JsonDocument.Parse(run.Output);
        Assert.Equal(["outcome", "reason", "message"], told.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal("sign_in_again", told.RootElement.GetProperty("outcome").GetString());
        Assert.Equal("refresh_token_rejected", told.RootElement.GetProperty("reason").GetString());
        Assert.StartsWith(
            "Podio rejected the refresh token. Sign in again.", told.RootElement.GetProperty("message").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(20, (await Home.RunAsync("status")).ExitCode);
    }

    [Fact]
    public async Task Whoami_calls_Podio_with_the_token_and_renews_a_rejected_one()
    {
        var before = await Home.SignInAsync();
        Home.Podio.ForgetRequests();
        var run = await Home.RunAsync("whoami", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var json = JsonElement.Parse(run.Output);
        Assert.Equal(("known", "global:all"), (json.GetProperty("outcome").GetString(), json.GetProperty("scope").GetString()));
        Assert.Equal("/oauth/scope", Assert.Single(Home.Podio.Requests).Path);

        Home.Podio.MoveClock(TimeSpan.FromHours(9)); // By the tool's own clock the token is still good.
        Assert.Equal(0, (await Home.RunAsync("whoami")).ExitCode);
        Assert.NotEqual(before, await Home.TokenAsync());
    }

    [Fact]
    public async Task Status_sends_nothing_and_knows_the_account_of_an_expired_token()
    {
        await Home.SignInAsync();
        await Home.StopPodioAsync();
        var fresh = JsonElement.Parse((await Home.RunAsync("status", "--json")).Output);
        Assert.False(fresh.GetProperty("wants_renewal").GetBoolean());
        Assert.Equal(Instant(Home.Time.GetUtcNow().AddHours(8)), fresh.GetProperty("expires_at").GetString());

        Home.Time.Advance(TimeSpan.FromHours(9));
        var before = Snapshot(Home.Logins);
        var run = await Home.RunAsync("status", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var ended = JsonElement.Parse(run.Output);
        Assert.True(ended.GetProperty("wants_renewal").GetBoolean());
        Assert.Equal(2043311, ended.GetProperty("ref").GetProperty("id").GetInt64());
        Assert.Equal("encrypted", ended.GetProperty("store").GetString());
        Assert.Equal(before, Snapshot(Home.Logins));
    }

    [Fact]
    public async Task Profiles_are_listed_and_one_that_is_none_hides_no_other()
    {
        await Home.SignInAsync("--profile", "second");
        await Home.SignInAsync();
        await File.WriteAllTextAsync(Home.ProfileFile("broken"), "{");
        var run = await Home.RunAsync("profiles", "--json");
        var names = JsonElement.Parse(run.Output).GetProperty("profiles").EnumerateArray()
            .Select(profile => profile.GetProperty("profile").GetString());
        Assert.Equal(["broken", "default", "second"], names);
        Assert.Contains("can't be read", (await Home.RunAsync("profiles")).Output, StringComparison.Ordinal);
        Assert.Equal(26, (await Home.RunAsync("token", "--profile", "broken")).ExitCode);
    }

    [Theory, InlineData("../evil"), InlineData(".hidden"), InlineData("a b"), InlineData(""), InlineData("a\n")]
    public async Task The_name_of_a_profile_is_not_a_path(string name)
    {
        var run = await Home.RunAsync("token", "--profile", name);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
    }

    [Theory]
    [InlineData("con", 1), InlineData("NUL", 1), InlineData("Aux.work", 1), InlineData("prn.", 1), InlineData("com1", 1)]
    [InlineData("LPT0.a", 1), InlineData("console", 40), InlineData("com10", 40), InlineData("nul-1", 40), InlineData("a.con", 40)]
    public async Task The_name_of_a_profile_is_not_a_device_of_Windows(string name, int code)
    {
        var run = await Home.RunAsync("token", "--profile", name);
        Assert.Equal((code, ""), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task A_name_that_differs_only_in_case_is_refused_before_anything_is_sent()
    {
        await Home.SignInAsync("--profile", "Work");
        Home.Podio.ForgetRequests();
        var run = await Home.RunAsync("login", "--grant", "password", "--profile", "work");
        Assert.Equal(
            new ToolRun(1, "", "podio-token: There is a profile Work: names of profiles must not differ only in case.\n"), run);
        Assert.Empty(Home.Podio.Requests);
        await Home.SignInAsync("--profile", "Work");
    }

    [Fact]
    public async Task Without_a_profile_it_exits_with_40_and_says_what_to_type()
    {
        var run = await Home.RunAsync("whoami", "--profile", "work");
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

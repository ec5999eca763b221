namespace PodioOAuth.Functional.PodioToken.Tests.Profiles;

/// <summary><c>doctor</c>: each state that a store can be in has a finding, a code and a cure, and looking changes nothing.</summary>
public sealed class DoctorTests
{
    [Fact]
    public async Task A_profile_without_a_problem_exits_with_0()
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync();
        await home.StopPodioAsync(); // It asks nobody.
        Assert.Equal((0, "fine"), await home.FindingAsync());
        home.Time.Advance(TimeSpan.FromHours(9));
        Assert.Equal((0, "fine"), await home.FindingAsync());
    }

    [Fact]
    public async Task Where_nothing_is_wrong_here_it_asks_Podio_unless_it_is_told_not_to()
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync("--profile", "jane");
        home.Podio.ForgetRequests();
        var run = await home.RunAsync("doctor", "-p", "jane", "--json");
        Assert.Equal((0, "/oauth/scope"), (run.ExitCode, Assert.Single(home.Podio.Requests).Path));
        home.Podio.ForgetRequests();
        Assert.Equal(0, (await home.RunAsync("doctor", "-p", "jane", "--offline")).ExitCode);
        Assert.Empty(home.Podio.Requests);

        await home.StopPodioAsync();
        Assert.Equal(0, (await home.RunAsync("doctor", "-p", "jane", "--offline")).ExitCode);
        run = await home.RunAsync("doctor", "-p", "jane", "--json");
        var json = JsonNode.Parse(run.Output)!;
        Assert.Equal((11, "unreachable"), (run.ExitCode, json["outcome"]!.GetValue<string>()));
        Assert.StartsWith(
            $"{home.Address.Authority} (profile jane) was not reached: ", json["happened"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.EndsWith("podio-token doctor --profile jane", json["cure"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_that_Podio_has_ended_is_found_by_asking()
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync();
        home.Podio.Update(state => state.RevokeAll());
        Assert.Equal((0, "fine"), await home.FindingAsync());
        Assert.Equal(20, (await home.RunAsync("doctor")).ExitCode);
    }

    [Theory]
    [InlineData("""{"format":"podio-oauth","ver""", 25, "torn")]
    [InlineData("", 25, "torn")]
    [InlineData("""{"format":"another","version":1,"key":"k"}""", 26, "foreign")]
    [InlineData("not ours", 26, "foreign")]
    public async Task What_is_no_entry_is_torn_or_foreign(string content, int code, string outcome)
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync("--store", "plain");
        var entry = home.PlainEntry;
        await File.WriteAllTextAsync(entry, content);
        Assert.Equal((code, outcome), await home.FindingAsync());
        Assert.Equal(content, await File.ReadAllTextAsync(entry));
    }

    [Theory, InlineData("pending_since"), InlineData("pending_code_since")]
    public async Task A_process_that_was_killed_between_request_and_reply_leaves_it_undecided(string intent)
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync("--store", "plain");
        await ChangeAsync(home.PlainEntry, entry => entry[intent] = home.Time.GetUtcNow().ToString("O"));
        Assert.Equal((24, "undecided"), await home.FindingAsync());
    }

    [Fact]
    public async Task A_code_that_was_sent_and_never_answered_is_undecided_everywhere()
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync("--store", "plain");
        await ChangeAsync(home.PlainEntry, entry =>
        {
            entry.Remove("token");
            entry["pending_code_since"] = home.Time.GetUtcNow().ToString("O");
        });
        Assert.Equal((24, "undecided"), await home.FindingAsync());
        Assert.Equal(24, (await home.RunAsync("token")).ExitCode);
        Assert.Equal(24, (await home.RunAsync("status")).ExitCode);
    }

    [Fact]
    public async Task A_login_that_another_has_is_locked()
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync("--store", "plain");
        var key = JsonNode.Parse((await File.ReadAllLinesAsync(home.PlainEntry))[^1])!["key"]!.GetValue<string>();
        await using (await new FileTokenStore(home.Plain).LockAsync(key, TimeSpan.FromSeconds(10)))
        {
            Assert.Equal((23, "lock_lost"), await home.FindingAsync());
        }

        Assert.Equal((0, "fine"), await home.FindingAsync());
    }

    [Fact]
    public async Task Signed_out_and_ended_are_for_signing_in_again()
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync();
        home.Podio.Update(state => state.RevokeAll());
        home.Time.Advance(TimeSpan.FromHours(9));
        Assert.Equal(20, (await home.RunAsync("token")).ExitCode);
        Assert.Equal((20, "sign_in_again"), await home.FindingAsync());
        await home.RunAsync("logout");
        Assert.Equal((20, "sign_in_again"), await home.FindingAsync());
    }

    [Fact]
    public async Task A_pause_that_Podio_asked_for_is_one_here()
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync();
        home.Time.Advance(TimeSpan.FromHours(9));
        home.Podio.Update(state => state.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300))));
        Assert.Equal(21, (await home.RunAsync("token")).ExitCode);
        home.Podio.ForgetRequests();
        Assert.Equal(21, (await home.RunAsync("token")).ExitCode);
        Assert.Empty(home.Podio.Requests);
        Assert.Equal((21, "cooling_down"), await home.FindingAsync());
    }

    [Fact]
    public async Task A_place_that_cannot_be_read_is_22()
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync("--store", "plain");
        Directory.Delete(home.Plain, recursive: true);
        await File.WriteAllTextAsync(home.Plain, "");
        Assert.Equal((22, "store"), await home.FindingAsync());
    }

    private static async Task ChangeAsync(string file, Action<JsonObject> change)
    {
        var lines = await File.ReadAllLinesAsync(file); // The store's own one, and the entry.
        var entry = JsonNode.Parse(lines[^1])!.AsObject();
        change(entry);
        await File.WriteAllTextAsync(file, $"{lines[0]}\n{entry.ToJsonString()}");
    }
}

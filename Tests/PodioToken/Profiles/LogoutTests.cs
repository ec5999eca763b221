namespace PodioOAuth.Functional.PodioToken.Tests.Profiles;

/// <summary><c>logout</c> does two things, and says which of them failed.</summary>
public sealed class LogoutTests : InHome
{
    [Fact]
    public async Task Both_done_is_0_and_nothing_secret_is_left()
    {
        var token = await Home.SignInAsync("--store", "plain");
        var run = await Home.RunAsync("logout", "--json");
        Assert.Equal(
            new ToolRun(0, """{"outcome":"signed_out","profile":"default","at_podio":"ended","here":"removed"}""" + "\n", ""), run);
        Assert.True(Home.IsPlainEmpty);
        Assert.All(
            Directory.GetFiles(Home.Plain).Select(File.ReadAllText),
            file => Assert.DoesNotContain(token, file, StringComparison.Ordinal));
        Assert.Single(Directory.GetFiles(Home.Plain, "*.json")); // Word of the sign-out, for who still has the login. The secret is gone.
        Assert.True(File.Exists(Home.ProfileFile()));
        Assert.Equal(20, (await Home.RunAsync("token")).ExitCode);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Home.Address, "oauth/scope"));
        request.Headers.Add("Authorization", $"OAuth2 {token}");
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_second_logout_has_nothing_to_revoke_and_can_delete_the_settings()
    {
        await Home.SignInAsync();
        Assert.Equal(0, (await Home.RunAsync("logout")).ExitCode);
        var run = await Home.RunAsync("logout", "--forget", "--json");
        Assert.Equal((0, "nothing"), (run.ExitCode, JsonElement.Parse(run.Output).GetProperty("at_podio").GetString()));
        Assert.False(File.Exists(Home.ProfileFile()));
        Assert.Equal(40, (await Home.RunAsync("status")).ExitCode);
    }

    [Fact]
    public async Task If_Podio_is_unreachable_the_login_is_removed_here_and_the_exit_code_is_36()
    {
        await Home.SignInAsync();
        await Home.StopPodioAsync();
        var run = await Home.RunAsync("logout");
        Assert.Equal(36, run.ExitCode);
        Assert.Equal("At Podio  not revoked\nHere      removed\n", run.Output);
        Assert.StartsWith("podio-token: The grant wasn't revoked at Podio: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(20, (await Home.RunAsync("token")).ExitCode);
    }

    [Theory, InlineData(0, 0, "ended"), InlineData(9, 36, "not_ended")]
    public async Task Without_a_client_secret_a_valid_access_token_ends_the_grant(int hours, int code, string atPodio)
    {
        await Home.SignInAsync("--store", "plain");
        File.Delete(Directory.GetFiles(Home.Plain, "*.json").Single(file => file != Home.PlainEntry));
        Home.Podio.MoveClock(TimeSpan.FromHours(hours));
        Home.Time.Advance(TimeSpan.FromHours(hours));
        Home.Podio.ForgetRequests();
        var run = await Home.RunAsync("logout", "--json");
        Assert.Equal((code, atPodio), (run.ExitCode, JsonElement.Parse(run.Output).GetProperty("at_podio").GetString()));
        Assert.Equal("/oauth/grant/invalidate", Assert.Single(Home.Podio.Requests).Path);
        Assert.True(Home.IsPlainEmpty);
    }

    [SkippableTheory, InlineData(true, 37), InlineData(false, 38)]
    public async Task An_incomplete_logout_exits_with_37_and_without_Podio_with_38(bool isPodioThere, int code)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no modes.");
        await Home.SignInAsync("--store", "plain");
        if (!isPodioThere)
        {
            await Home.StopPodioAsync();
        }

        // A folder in the place of what guards the writing: even root cannot write then.
        var guard = Path.ChangeExtension(Home.PlainEntry, ".write");
        File.Delete(guard);
        Directory.CreateDirectory(guard);
        var run = await Home.RunAsync("logout", "--json");
        Assert.Equal(code, run.ExitCode);
        Assert.Equal("not_removed", JsonElement.Parse(run.Output).GetProperty("here").GetString());
    }

    [Fact]
    public async Task A_foreign_entry_is_reported_and_left_unchanged()
    {
        const string Foreign = """{"format":"another","version":1,"key":"k"}""";
        await Home.SignInAsync("--store", "plain");
        var entry = Home.PlainEntry;
        await File.WriteAllTextAsync(entry, Foreign);
        var run = await Home.RunAsync("logout");
        Assert.Equal((38, "At Podio  not revoked\nHere      not removed\n"), (run.ExitCode, run.Output));
        Assert.Contains("The saved login couldn't be removed: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(Foreign, await File.ReadAllTextAsync(entry));
    }

    [Fact]
    public async Task A_renewal_in_progress_does_not_bring_the_login_back()
    {
        var held = new HeldRequest();
        await using var home = await Home.StartAsync(held.Answer);
        await home.SignInAsync("--store", "plain");
        home.Time.Advance(TimeSpan.FromHours(9));
        held.Arm();
        var renewing = Task.Run(() => home.RunAsync("token"));
        await held.Arrived;
        var leaving = Task.Run(() => home.RunAsync("logout", "--json"));
        for (var tick = 0; tick < 450 && !leaving.IsCompleted; tick++)
        {
            await WaitAsync(); // 45 seconds: longer than it waits for a token to end the grant with.
        }

        held.Release();
        await renewing;
        while (!leaving.IsCompleted)
        {
            await WaitAsync();
        }

        var run = await leaving;
        Assert.Contains(run.ExitCode, new[] { 0, 36 }); // 36: nobody could end the grant at Podio in time.
        Assert.Equal("removed", JsonElement.Parse(run.Output).GetProperty("here").GetString());
        Assert.True(home.IsPlainEmpty);

        async Task WaitAsync()
        {
            home.Time.Advance(TimeSpan.FromMilliseconds(100)); // Locks are waited for by this clock.
            for (var turn = 0; turn < 20; turn++)
            {
                await Task.Yield();
            }
        }
    }

    [Fact]
    public async Task A_torn_entry_is_removed_as_well()
    {
        await Home.SignInAsync("--store", "plain");
        await File.WriteAllTextAsync(Home.PlainEntry, """{"format":"podio-oauth","ver""");
        Assert.Equal(25, (await Home.RunAsync("token")).ExitCode);
        Assert.Equal(25, (await Home.RunAsync("login")).ExitCode); // Nothing is sent that could not be kept.
        Assert.Equal(36, (await Home.RunAsync("logout")).ExitCode);
        Assert.Equal(0, (await Home.RunAsync("login")).ExitCode);
    }
}

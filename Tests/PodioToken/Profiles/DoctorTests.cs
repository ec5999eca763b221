using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.PodioToken.Tests.Profiles;

/// <summary><c>doctor</c>: each state that a store can be in has a finding, a code and a cure, and looking changes nothing.</summary>
public sealed class DoctorTests : InHome
{
    [Fact]
    public async Task A_profile_without_a_problem_exits_with_0()
    {
        await Home.SignInAsync();
        await Home.StopPodioAsync(); // It asks nobody.
        Assert.Equal((0, "fine"), await Home.FindingAsync());
        Home.Time.Advance(TimeSpan.FromHours(9));
        Assert.Equal((0, "fine"), await Home.FindingAsync());
    }

    [Fact]
    public async Task If_nothing_is_wrong_here_it_checks_with_Podio_unless_offline()
    {
        await Home.SignInAsync("--profile", "jane");
        Home.Podio.ForgetRequests();
        var run = await Home.RunAsync("doctor", "-p", "jane", "--json");
        Assert.Equal((0, "/oauth/scope"), (run.ExitCode, Assert.Single(Home.Podio.Requests).Path));
        Home.Podio.ForgetRequests();
        Assert.Equal(0, (await Home.RunAsync("doctor", "-p", "jane", "--offline")).ExitCode);
        Assert.Empty(Home.Podio.Requests);

        await Home.StopPodioAsync();
        Assert.Equal(0, (await Home.RunAsync("doctor", "-p", "jane", "--offline")).ExitCode);
        run = await Home.RunAsync("doctor", "-p", "jane", "--json");
        var json = JsonNode.Parse(run.Output)!;
        Assert.Equal((11, "unreachable"), (run.ExitCode, json["outcome"]!.GetValue<string>()));
        Assert.StartsWith(
            $"{Home.Address.Authority} (profile jane) couldn't be reached: ",
            json["happened"]!.GetValue<string>(),
            StringComparison.Ordinal);
        Assert.EndsWith("podio-token doctor --profile jane", json["cure"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_that_Podio_has_ended_is_detected_by_a_request()
    {
        await Home.SignInAsync();
        Home.Podio.Update(state => state.RevokeAll());
        Assert.Equal((0, "fine"), await Home.FindingAsync());
        Assert.Equal(20, (await Home.RunAsync("doctor")).ExitCode);
    }

    [Theory]
    [InlineData("""{"format":"podio-oauth","ver""", 25, "torn")]
    [InlineData("", 25, "torn")]
    [InlineData("""{"format":"another","version":1,"key":"k"}""", 26, "foreign")]
    [InlineData("not ours", 26, "foreign")]
    public async Task An_invalid_entry_is_torn_or_foreign(string content, int code, string outcome)
    {
        await Home.SignInAsync("--store", "plain");
        var entry = Home.PlainEntry;
        await File.WriteAllTextAsync(entry, content);
        Assert.Equal((code, outcome), await Home.FindingAsync());
        Assert.Equal(content, await File.ReadAllTextAsync(entry));
    }

    [Theory, InlineData("pending_since"), InlineData("pending_code_since")]
    public async Task A_process_that_was_killed_between_request_and_reply_leaves_it_undecided(string intent)
    {
        await Home.SignInAsync("--store", "plain");
        await ChangeAsync(Home.PlainEntry, entry => entry[intent] = Home.Time.GetUtcNow().ToString("O"));
        Assert.Equal((24, "undecided"), await Home.FindingAsync());
    }

    [Fact]
    public async Task A_code_that_was_sent_and_never_answered_is_undecided_everywhere()
    {
        await Home.SignInAsync("--store", "plain");
        await ChangeAsync(Home.PlainEntry, entry =>
        {
            entry.Remove("token");
            entry["pending_code_since"] = Home.Time.GetUtcNow().ToString("O");
        });
        Assert.Equal((24, "undecided"), await Home.FindingAsync());
        Assert.Equal(24, (await Home.RunAsync("token")).ExitCode);
        Assert.Equal(24, (await Home.RunAsync("status")).ExitCode);
    }

    [Fact]
    public async Task A_login_in_use_elsewhere_is_locked()
    {
        await Home.SignInAsync("--store", "plain");
        var key = JsonNode.Parse((await File.ReadAllLinesAsync(Home.PlainEntry))[^1])!["key"]!.GetValue<string>();
        await using (await new FileTokenStore(Home.Plain).LockAsync(key, TimeSpan.FromSeconds(10)))
        {
            Assert.Equal((23, "lock_lost"), await Home.FindingAsync());
        }

        Assert.Equal((0, "fine"), await Home.FindingAsync());
    }

    [Fact]
    public async Task A_login_that_another_process_takes_while_Podio_is_called_is_locked()
    {
        Func<Task<StoreLock?>> take = () => Task.FromResult<StoreLock?>(null);
        var taken = new TaskCompletionSource<StoreLock?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var home = await Home.StartAsync(request =>
        {
            if (request.RevealPath() == "/oauth/scope")
            {
                taken.TrySetResult(take().GetAwaiter().GetResult());
            }

            return null;
        });
        await home.SignInAsync("--store", "plain");
        var key = JsonNode.Parse((await File.ReadAllLinesAsync(home.PlainEntry))[^1])!["key"]!.GetValue<string>();
        take = () => new FileTokenStore(home.Plain).LockAsync(key, TimeSpan.FromSeconds(10));
        home.Podio.MoveClock(TimeSpan.FromHours(9)); // Podio rejects the token, which is to be renewed then.
        var examining = Task.Run(() => home.RunAsync("doctor", "--json"));
        await using var held = await taken.Task;
        while (!examining.IsCompleted)
        {
            home.Time.Advance(TimeSpan.FromMilliseconds(100)); // Locks are waited for by this clock.
            Thread.Yield();
        }

        var run = await examining;
        var json = JsonElement.Parse(run.Output);
        Assert.Equal((23, "lock_lost", "in use"), (run.ExitCode, Of("outcome"), Of("token")));
        Assert.DoesNotContain(home.Address.Authority, Of("happened"), StringComparison.Ordinal);

        string Of(string name) => json.GetProperty(name).GetString()!;
    }

    [Fact]
    public async Task Signed_out_and_ended_are_for_signing_in_again()
    {
        await Home.SignInAsync();
        Home.Podio.Update(state => state.RevokeAll());
        Home.Time.Advance(TimeSpan.FromHours(9));
        Assert.Equal(20, (await Home.RunAsync("token")).ExitCode);
        Assert.Equal((20, "sign_in_again"), await Home.FindingAsync());
        await Home.RunAsync("logout");
        Assert.Equal((20, "sign_in_again"), await Home.FindingAsync());
    }

    [Fact]
    public async Task A_wait_that_Podio_asked_for_is_a_cool_down()
    {
        await Home.SignInAsync();
        Home.Time.Advance(TimeSpan.FromHours(9));
        Home.Podio.Update(state => state.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300))));
        Assert.Equal(21, (await Home.RunAsync("token")).ExitCode);
        Home.Podio.ForgetRequests();
        Assert.Equal(21, (await Home.RunAsync("token")).ExitCode);
        Assert.Empty(Home.Podio.Requests);
        Assert.Equal((21, "cooling_down"), await Home.FindingAsync());
    }

    [Fact]
    public async Task An_unreadable_store_exits_with_22()
    {
        await Home.SignInAsync("--store", "plain");
        Directory.Delete(Home.Plain, recursive: true);
        await File.WriteAllTextAsync(Home.Plain, "");
        Assert.Equal((22, "store"), await Home.FindingAsync());
    }

    private static async Task ChangeAsync(string file, Action<JsonObject> change)
    {
        var lines = await File.ReadAllLinesAsync(file); // The store's own one, and the entry.
        var entry = JsonNode.Parse(lines[^1])!.AsObject();
        change(entry);
        await File.WriteAllTextAsync(file, $"{lines[0]}\n{entry.ToJsonString()}");
    }
}

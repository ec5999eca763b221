using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.PodioToken.Tests.Profiles;

/// <summary>Sign-ins that were killed or ran side by side: every login that is kept is seen by a command.</summary>
public sealed class LeftoverTests : InHome
{
    [SkippableFact]
    public async Task A_first_sign_in_that_was_killed_before_its_profile_was_written_is_found_and_ended()
    {
        await KillBeforeTheProfileAsync(Home, "sample-client");
        Assert.False(File.Exists(Home.ProfileFile()));
        Assert.Equal(40, (await Home.RunAsync("token")).ExitCode);
        var found = await Home.RunAsync("doctor", "--json");
        var json = JsonElement.Parse(found.Output);
        Assert.Equal((28, "leftover"), (found.ExitCode, json.GetProperty("outcome").GetString()));
        Assert.Equal("podio-token logout --leftovers", json.GetProperty("cure").GetString());
        Assert.Equal("sample-client", json.GetProperty("leftovers").EnumerateArray().Single().GetProperty("client_id").GetString());

        var ended = await Home.RunAsync("logout", "--leftovers", "--json");
        Assert.Equal("""{"outcome":"signed_out","leftovers":1,"at_podio":"ended","here":"removed"}""" + "\n", ended.Output);
        Assert.True(Home.IsPlainEmpty);
        Assert.Equal(40, (await Home.RunAsync("doctor")).ExitCode);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Home.ProfileFile())!));
    }

    [SkippableTheory, InlineData("logout --leftovers", true), InlineData("logout", false), InlineData("login --grant password", true)]
    public async Task One_of_another_client_leaves_the_profile_as_it_is_and_is_ended(string cure, bool isProfileKept)
    {
        Home.Podio.Update(state => state.WithClient(new ClientCredentials("another", SamplePodio.Client.ClientSecret)));
        var token = await Home.SignInAsync();
        await KillBeforeTheProfileAsync(Home, "another");
        Assert.Equal(token, await Home.TokenAsync());
        Assert.Equal((28, "leftover"), await Home.FindingAsync());
        Assert.Equal(0, (await Home.RunAsync(cure.Split(' '))).ExitCode);
        Assert.True(Home.IsPlainEmpty);
        Assert.Equal(isProfileKept ? (0, "fine") : (20, "sign_in_again"), await Home.FindingAsync());
    }

    [SkippableFact]
    public async Task Side_by_side_they_leave_one_login_in_the_store_that_the_profile_names()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows takes long to start so many processes.");
        for (var round = 0; round < 3; round++)
        {
            var logins = new[] { "plain", "encrypted" }
                .Select(store => ToolProcess.Start(Home.Environment, "login", "--grant", "app", "--store", store)).ToArray();
            var runs = await Task.WhenAll(logins.Select(login => login.EndAsync()));
            Assert.Contains(runs, run => run.ExitCode == 0);
            Assert.All(runs, run => Assert.True(run.ExitCode is 0 or 23, $"{run}")); // On a busy machine, one waits for the other in vain.
            Array.ForEach(logins, login => login.Dispose());
            var store = JsonElement.Parse(await File.ReadAllTextAsync(Home.ProfileFile())).GetProperty("store").GetString();
            Assert.Equal((0, "fine"), await Home.FindingAsync());
            Assert.Equal(store == "Encrypted", Home.IsPlainEmpty);
        }
    }

    [Fact]
    public async Task While_one_signs_in_another_neither_signs_in_nor_out()
    {
        List<int> codes = [];
        var browser = new ScriptedBrowser();
        var run = await Home.RunAsync(
            new BrowserThat(address =>
            {
                // Locks are waited for by a clock, which is moved until each has given up: the first one's would run out meanwhile.
                var clock = new FakeTimeProvider(Home.Time.GetUtcNow());
                foreach (var args in new string[][] { ["login", "--grant", "app"], ["logout"] })
                {
                    var other = Task.Run(() => ToolRun.OfAsync(Home.Environment, args, clock, new StringWriter(), CancellationToken.None));
                    while (!other.IsCompleted)
                    {
                        clock.Advance(TimeSpan.FromMilliseconds(100));
                        Thread.Yield();
                    }

                    codes.Add(other.GetAwaiter().GetResult().ExitCode);
                }

                return browser.TryOpen(address);
            }),
            "login");
        Assert.Equal([23, 23], codes);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(0, (await Home.RunAsync("logout")).ExitCode);
    }

    [Fact]
    public async Task A_sign_in_that_ends_by_itself_leaves_no_intent()
    {
        Home.Environment["PODIO_PASSWORD"] = "another-that-is-wrong";
        Assert.Equal(12, (await Home.RunAsync("login", "--grant", "password")).ExitCode);
        await Home.RunAsync("login", "--grant", "app");
        Assert.Equal([Home.ProfileFile()], Directory.GetFiles(Path.GetDirectoryName(Home.ProfileFile())!));
    }

    [SkippableFact]
    public async Task The_intent_stays_until_every_login_of_its_name_is_gone()
    {
        Home.Podio.Update(state => state.WithClient(new ClientCredentials("another", SamplePodio.Client.ClientSecret)));
        await Home.SignInAsync();
        await KillBeforeTheProfileAsync(Home, "another");
        var guard = Path.ChangeExtension(Home.PlainEntry, ".write"); // A folder in its place: even root can't write then.
        File.Delete(guard);
        Directory.CreateDirectory(guard);
        Assert.Equal(37, (await Home.RunAsync("logout")).ExitCode); // The first of two is gone.
        Assert.True(File.Exists(IntentOf("default")));
        Directory.Delete(guard);
        var rest = await Home.RunAsync("logout", "--json");
        Assert.Equal("removed", JsonElement.Parse(rest.Output).GetProperty("here").GetString());
        Assert.True(Home.IsPlainEmpty);
        Assert.False(File.Exists(IntentOf("default")));
    }

    [SkippableTheory]
    [InlineData(false, 22, "store", "The keychain isn't available ("), InlineData(true, 26, "foreign", "work.intent can't be used: ")]
    public async Task An_intent_that_cannot_be_checked_is_named_and_stops_no_other_profile(
        bool isDamaged, int code, string word, string why)
    {
        Skip.IfNot(isDamaged || OperatingSystem.IsLinux(), "The other systems have a keychain always.");
        await Home.SignInAsync("--profile", "ci");
        var intent = (await File.ReadAllTextAsync(Home.ProfileFile("ci")))
            .Replace("\"Encrypted\"", isDamaged ? "" : "\"Keychain\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(IntentOf("work"), intent);

        var found = await RunAsync("doctor", "--json", "-p", "ci");
        var json = JsonElement.Parse(found.Output);
        Assert.Equal((code, word), (found.ExitCode, json.GetProperty("outcome").GetString()));
        Assert.Contains("profile work ", json.GetProperty("happened").GetString(), StringComparison.Ordinal);
        Assert.Contains(why, json.GetProperty("happened").GetString(), StringComparison.Ordinal);

        var ended = await RunAsync("logout", "-p", "ci");
        Assert.Equal((0, "Signed out of profile ci.\n"), (ended.ExitCode, ended.Output.Split("At Podio")[0]));

        var rest = await RunAsync("logout", "--leftovers");
        Assert.Equal(38, rest.ExitCode);
        Assert.Contains("profile work ", rest.Error, StringComparison.Ordinal);
        Assert.Contains(why, rest.Error, StringComparison.Ordinal);
        Assert.Equal(intent, await File.ReadAllTextAsync(IntentOf("work")));

        async Task<ToolRun> RunAsync(params string[] args)
        {
            using var tool = ToolProcess.Start(Home.Environment.With("DBUS_SESSION_BUS_ADDRESS", KeychainTests.NoBus), args);
            return await tool.EndAsync();
        }
    }

    private string IntentOf(string name) => Path.ChangeExtension(Home.ProfileFile(name), ".intent");

    // The client secret is written after the login and before the profile: who has the lock on its file keeps the tool there.
    private static async Task KillBeforeTheProfileAsync(Home home, string clientId)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signals.");
        var endpoint = (PodioEndpoint)PodioEndpoint.Create(home.Address.AbsoluteUri).Case;
        var login = LoginKey.OfLogin(endpoint, clientId, "default");
        Directory.CreateDirectory(home.Plain);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(home.Plain, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var file = FileOf($"client-secret/{login}", ".write");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (new FileStream(file, options))
        {
            var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var watcher = new FileSystemWatcher(home.Plain, Path.GetFileName(FileOf(login.ToString(), ".json")));
            watcher.Created += (_, _) => written.TrySetResult();
            watcher.Renamed += (_, _) => written.TrySetResult();
            watcher.EnableRaisingEvents = true;
            using var killed = ToolProcess.Start(
                home.Environment, "login", "--grant", "password", "--store", "plain", "--client-id", clientId);
            await written.Task.WaitAsync(RunningProcess.Patience);
            await killed.SignalAsync("KILL");
            await killed.EndAsync();
        }

        File.Delete(file);

        string FileOf(string key, string extension) =>
            Path.Combine(home.Plain, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) + extension);
    }
}

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

namespace PodioOAuth.Functional.PodioToken.Tests.Profiles;

/// <summary>One profile and several processes: at once, and one after another that was killed.</summary>
public sealed class ProcessesTests
{
    [Fact]
    public async Task Concurrent_scripts_renew_once()
    {
        await using var home = await Home.StartAsync();
        var ended = await WithEndedTokenAsync(home);
        home.Podio.ForgetRequests();
        var scripts = Enumerable.Range(0, 4).Select(_ => ToolProcess.Start(home.Environment, "token")).ToArray();
        var runs = await Task.WhenAll(scripts.Select(script => script.EndAsync()));
        Assert.All(runs, run => Assert.Equal(runs[0] with { ExitCode = 0, Error = "" }, run));
        Assert.NotEqual(ended, runs[0].Output.TrimEnd());
        Assert.Equal("/oauth/token", Assert.Single(home.Podio.Requests).Path);
        Array.ForEach(scripts, script => script.Dispose());
    }

    [SkippableFact]
    public async Task A_process_killed_between_request_and_reply_is_found_by_doctor_and_repaired_by_the_next()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signals.");
        using var asked = new SemaphoreSlim(0);
        using var gone = new ManualResetEventSlim();
        var isSlow = false;
        await using var home = await Home.StartAsync(request =>
        {
            if (isSlow && request.RevealPath() == "/oauth/token")
            {
                isSlow = false;
                asked.Release();
                gone.Wait(RunningProcess.Patience);
                return Server.Json(503, "");
            }

            return null;
        });
        await WithEndedTokenAsync(home);
        isSlow = true;
        using (var killed = ToolProcess.Start(home.Environment, "token"))
        {
            Assert.True(await asked.WaitAsync(RunningProcess.Patience));
            await killed.SignalAsync("KILL");
            await killed.EndAsync();
        }

        gone.Set();
        var found = await home.RunAsync("doctor", "--json");
        Assert.Equal((24, "undecided"), (found.ExitCode, JsonElement.Parse(found.Output).GetProperty("outcome").GetString()));
        Assert.Equal(0, (await home.RunAsync("token")).ExitCode); // Podio never saw the first request's refresh token.
        Assert.Equal(0, (await home.RunAsync("doctor")).ExitCode);
    }

    // The processes have the system's clock, which cannot be moved: so the login is one that ended before it began.
    private static async Task<string> WithEndedTokenAsync(Home home)
    {
        var token = await home.SignInAsync("--store", "plain");
        var entry = await File.ReadAllTextAsync(home.PlainEntry);
        await File.WriteAllTextAsync(home.PlainEntry, entry.Replace("\"08:00:00\"", "\"-08:00:00\"", StringComparison.Ordinal));
        return token;
    }
}

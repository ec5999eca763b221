namespace PodioOAuth.Functional.PodioToken.Tests.Profiles;

/// <summary>A disk that is nearly full: Podio is asked for nothing that could not be kept.</summary>
public sealed class RoomTests
{
    // A disk of its own for what the tool keeps, with the room that is asked for.
    private const string Script = """
        state="$PODIO_TOKEN_HOME/state" && cp -a "$state" "$state.kept" && mount -t tmpfs -o size=160k,mode=700 none "$state" || exit 99
        cp -a "$state.kept/." "$state"; rm -r "$state.kept"
        head -c 1M /dev/zero > "$state/fill" 2> /dev/null; truncate -s "-$ROOM" "$state/fill"
        exec dotnet "$0" "$@"
        """;

    private const string Intent = "16K"; // Enough for an intent, and for no reply.
    private const string None = "0";

    [SkippableTheory]
    [InlineData("login --grant password", "Saved data can't be read or written: ")]
    [InlineData("token", "Nothing was sent because there is no disk space for the reply: ")]
    public async Task The_space_for_the_reply_is_reserved_before_a_request_is_sent(string command, string told)
    {
        await using var home = await StartAsync();
        var run = await RunAsync(home, Intent, command);
        Assert.Equal((22, ""), (run.ExitCode, run.Output));
        Assert.Contains($"podio-token: {told}", run.Error, StringComparison.Ordinal);
        Assert.Empty(home.Podio.Requests);
        Assert.Equal(0, (await home.RunAsync("token")).ExitCode); // The refresh token is not spent.
        Assert.Empty(Directory.GetFiles(home["home/state"]));
    }

    [SkippableTheory]
    [InlineData(Intent, "Nothing was sent because there is no disk space for the reply: ", "saved here")]
    [InlineData(None, "The token store can't be written: ", "unknown: it can't be read now")]
    public async Task The_doctor_blames_the_disk_and_neither_Podio_nor_the_network(string room, string happened, string token)
    {
        await using var home = await StartAsync();
        var run = await RunAsync(home, room, "doctor --json");
        Assert.Equal((22, ""), (run.ExitCode, run.Error));
        var json = JsonElement.Parse(run.Output);
        Assert.Equal(("store", token), (json.GetProperty("outcome").GetString(), json.GetProperty("token").GetString()));
        Assert.StartsWith(happened, json.GetProperty("happened").GetString(), StringComparison.Ordinal);
        Assert.Contains("disk", json.GetProperty("cure").GetString(), StringComparison.Ordinal);
        Assert.Empty(home.Podio.Requests);
    }

    // A login whose renewal is due.
    private static async Task<Home> StartAsync()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The disk is one of its memory.");
        var home = await Home.StartAsync();
        await home.SignInAsync("--store", "plain");
        var entry = await File.ReadAllTextAsync(home.PlainEntry);
        await File.WriteAllTextAsync(home.PlainEntry, entry.Replace("\"08:00:00\"", "\"-08:00:00\"", StringComparison.Ordinal));
        home.Podio.ForgetRequests();
        return home;
    }

    private static async Task<ToolRun> RunAsync(Home home, string room, string command)
    {
        string[] alone = Environment.IsPrivilegedProcess ? ["--mount"] : ["--user", "--map-root-user", "--mount"];
        using var tool = ToolProcess.StartProgram(
            home.Environment.With("ROOM", room),
            "unshare",
            [.. alone, "sh", "-c", Script, ToolProcess.Assembly, .. command.Split(' ')]);
        var run = await tool.EndAsync();
        Skip.If(run.ExitCode is 1 or 99, $"No disk can be made here: {run.Error}");
        return run;
    }
}

namespace PodioOAuth.Functional.PodioToken.Tests.Profiles;

/// <summary>A disk that is nearly full: Podio is asked for nothing that could not be kept.</summary>
public sealed class RoomTests
{
    // A disk of its own for what the tool keeps, with room for an intent and for no more: 16 KiB.
    private const string Script = """
        state="$PODIO_TOKEN_HOME/state" && cp -a "$state" "$state.kept" && mount -t tmpfs -o size=160k,mode=700 none "$state" || exit 99
        cp -a "$state.kept/." "$state"; rm -r "$state.kept"
        head -c 1M /dev/zero > "$state/fill" 2> /dev/null; truncate -s -16K "$state/fill"
        exec dotnet "$0" "$@"
        """;

    [SkippableTheory]
    [InlineData("login --grant password", "Saved data can't be read or written: ")]
    [InlineData("token", "Nothing was sent because there is no disk space for the reply: ")]
    public async Task The_space_for_the_reply_is_reserved_before_a_request_is_sent(string command, string told)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The disk is one of its memory.");
        await using var home = await Home.StartAsync();
        await home.SignInAsync("--store", "plain");
        var entry = await File.ReadAllTextAsync(home.PlainEntry);
        await File.WriteAllTextAsync(home.PlainEntry, entry.Replace("\"08:00:00\"", "\"-08:00:00\"", StringComparison.Ordinal));
        home.Podio.ForgetRequests();
        string[] alone = Environment.IsPrivilegedProcess ? ["--mount"] : ["--user", "--map-root-user", "--mount"];
        using var tool = ToolProcess.StartProgram(
            home.Environment, "unshare", [.. alone, "sh", "-c", Script, ToolProcess.Assembly, .. command.Split(' ')]);
        var run = await tool.EndAsync();
        Skip.If(run.ExitCode is 1 or 99, $"No disk can be made here: {run.Error}");
        Assert.Equal((22, ""), (run.ExitCode, run.Output));
        Assert.Contains($"podio-token: {told}", run.Error, StringComparison.Ordinal);
        Assert.Empty(home.Podio.Requests);
        Assert.Equal(0, (await home.RunAsync("token")).ExitCode); // The refresh token is not spent.
        Assert.Empty(Directory.GetFiles(home["home/state"]));
    }
}

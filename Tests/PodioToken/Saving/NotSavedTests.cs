using Microsoft.Extensions.Time.Testing;

namespace PodioOAuth.Functional.PodioToken.Tests.Saving;

/// <summary>Places where no token can be saved: found before anything is sent, or told without losing more than has to be.</summary>
public sealed class NotSavedTests
{
    /// <summary>Paths below a folder that has a file, a folder and a link that points at itself.</summary>
    public static TheoryData<string> Unwritable =>
        ["missing/token.json", "file/token.json", "folder", "folder/", "loop", "loop/token.json", new string('x', 300)];

    [Theory, MemberData(nameof(Unwritable))]
    public async Task An_unwritable_destination_is_detected_before_anything_is_sent(string path)
    {
        await using var server = await Server.StartAsync(Server.Granted());
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["file"], "before");
        Directory.CreateDirectory(folder["folder"]);
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(folder["loop"], "loop");
        }

        var before = folder.Names.ToArray();
        var run = await ToolRun.OfAsync(Account.At(server.Address), "refresh", "--json", "--save", folder[path]);
        Assert.Equal((3, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("Nothing was sent because the token couldn't be saved to ", MessageOf(run), StringComparison.Ordinal);
        Assert.Empty(server.Paths);
        Assert.Equal(before, folder.Names);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["folder"]));
        Assert.Equal("before", await File.ReadAllTextAsync(folder["file"]));
    }

    [SkippableTheory, InlineData("/dev/null"), InlineData("/dev/stdout"), InlineData("/proc/token.json")]
    public async Task A_device_is_refused_as_a_destination_even_for_root(string path)
    {
        Skip.If(OperatingSystem.IsWindows(), "There are none there.");
        await using var server = await Server.StartAsync(Server.Granted());
        var run = await ToolRun.OfAsync(Account.At(server.Address), "app", "--save", path);
        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Empty(server.Paths);
    }

    [SkippableFact]
    public async Task Standard_output_is_refused_as_a_destination_even_if_it_is_a_file()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "It has another name there.");
        await using var server = await Server.StartAsync(Server.Granted());
        using var folder = new TemporaryFolder();
        var environment = Account.At(server.Address).With("OUT", folder["out"]);
        using var tool = ToolProcess.StartProgram(
            environment, "sh", "-c", "exec dotnet \"$0\" app --save /dev/stdout > \"$OUT\"", ToolProcess.Assembly);
        Assert.Equal(3, (await tool.EndAsync()).ExitCode);
        Assert.Empty(server.Paths);
        Assert.Equal("", await File.ReadAllTextAsync(folder["out"]));
    }

    [SkippableFact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_read_only_folder_is_refused_as_a_destination()
    {
        Skip.If(OperatingSystem.IsWindows(), "Modes are not known there.");
        await using var server = await Server.StartAsync(Server.Granted());
        using var folder = new TemporaryFolder();
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var run = await ToolRun.OfAsync(Account.At(server.Address), "app", "--save", folder["token.json"]);
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var mayWrite = Environment.IsPrivilegedProcess; // Modes do not bind root.
        Assert.Equal(mayWrite ? 0 : 3, run.ExitCode);
        Assert.Equal(mayWrite ? 1 : 0, server.Paths.Count);
    }

    [Fact]
    public async Task A_failed_exchange_leaves_nothing_behind()
    {
        await using var server = await Server.StartAsync(Server.Json(400, """{"error":"invalid_grant"}"""));
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["token.json"], "before");
        var run = await ToolRun.OfAsync(Account.At(server.Address), "refresh", "--save", folder["token.json"]);
        Assert.Equal(12, run.ExitCode);
        Assert.Equal(["token.json"], folder.Names);
        Assert.Equal("before", await File.ReadAllTextAsync(folder["token.json"]));
    }

    [Fact]
    public async Task While_it_waits_nothing_secret_lies_in_the_folder()
    {
        using var folder = new TemporaryFolder();
        List<(string Name, long Length)> seen = [];
        await using var server = await Server.StartAsync(_ =>
        {
            seen.AddRange(new DirectoryInfo(folder.Path).EnumerateFiles().Select(file => (file.Name, file.Length)));
            return Server.Granted();
        });
        await ToolRun.OfAsync(Account.At(server.Address), "app", "--save", folder["token.json"]);
        var draft = Assert.Single(seen);
        Assert.StartsWith(".podio-token-", draft.Name, StringComparison.Ordinal);
        Assert.Equal(0, draft.Length);
        Assert.Equal(["token.json"], folder.Names);
    }

    [Fact]
    public async Task A_token_that_cannot_take_the_name_is_kept_beside_it()
    {
        using var folder = new TemporaryFolder();
        await using var server = await Server.StartAsync(_ =>
        {
            Directory.CreateDirectory(folder["token.json"]); // Somebody was quicker.
            return Server.Granted();
        });
        var run = await ToolRun.OfAsync(Account.At(server.Address), "refresh", "--json", "--save", folder["token.json"]);
        Assert.Equal((3, ""), (run.WithoutLeaks(Server.Tokens).ExitCode, run.Error));
        var draft = Assert.Single(folder.Names, name => name.StartsWith(".podio-token-", StringComparison.Ordinal));
        Assert.EndsWith($"It was saved to {folder[draft]}.", MessageOf(run), StringComparison.Ordinal);
        var kept = JsonElement.Parse(await File.ReadAllBytesAsync(folder[draft]));
        Assert.Equal(Server.RefreshToken, kept.GetProperty("refresh_token").GetString());
    }

    [SkippableFact]
    public async Task A_token_that_cannot_be_saved_anywhere_is_reported_as_lost()
    {
        Skip.If(OperatingSystem.IsWindows(), "A folder with an open file in it cannot be deleted there.");
        using var folder = new TemporaryFolder();
        await using var server = await Server.StartAsync(_ =>
        {
            Directory.Delete(folder.Path, recursive: true);
            return Server.Granted();
        });
        var run = await ToolRun.OfAsync(Account.At(server.Address), "refresh", "--save", folder["token.json"]);
        Assert.Equal((3, ""), (run.WithoutLeaks(Server.Tokens).ExitCode, run.Output));
        Assert.Contains("The token was granted, but couldn't be saved", run.Error, StringComparison.Ordinal);
        Assert.Contains("is lost", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopped_while_waiting_it_exits_with_130_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        using var gone = new ManualResetEventSlim();
        await using var server = await Server.StartAsync(_ =>
        {
            stop.Cancel();
            gone.Wait(RunningProcess.Patience);
            return Server.Granted();
        });
        var run = await ToolRun.OfAsync(
            Account.At(server.Address), ["app", "--json", "--save", folder["token.json"]], time: null, output, stop.Token);
        gone.Set();
        Assert.Equal(new ToolRun(130, "", ""), run);
        Assert.Empty(folder.Names);
    }

    [Theory, InlineData("refresh"), InlineData("code")]
    public async Task Stopped_after_sending_what_is_used_up_it_saves_what_is_granted(string command)
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        await using var server = await Server.StartAsync(_ =>
        {
            stop.Cancel();
            return Server.Granted();
        });
        var file = folder["token.json"];
        var run = await ToolRun.OfAsync(
            Account.At(server.Address), [command, "--json", "--save", file], new FakeTimeProvider(), output, stop.Token);
        Assert.Equal(
            new ToolRun(130, "", $"podio-token: The token was granted before the request could be stopped. It was saved to {file}.\n"),
            run.WithoutLeaks(Server.Tokens));
        Assert.Equal(["token.json"], folder.Names);
        Assert.Equal(
            Server.RefreshToken, JsonElement.Parse(await File.ReadAllBytesAsync(file)).GetProperty("refresh_token").GetString());
    }

    private static string MessageOf(ToolRun run)
    {
        var json = JsonElement.Parse(run.Output);
        Assert.Equal("not_saved", json.GetProperty("outcome").GetString());
        return json.GetProperty("message").GetString()!;
    }
}

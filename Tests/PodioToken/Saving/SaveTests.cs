using Microsoft.Extensions.Time.Testing;

namespace PodioOAuth.Functional.PodioToken.Tests.Saving;

/// <summary>What <c>--save</c> leaves on the disk.</summary>
public sealed class SaveTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly DateTimeOffset Start = new(2026, 11, 24, 12, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public async Task The_file_contains_the_token_and_the_time_before_its_request()
    {
        var time = new FakeTimeProvider(Start);
        await using var server = await Server.StartAsync(_ =>
        {
            time.Advance(TimeSpan.FromSeconds(5)); // The reply took its time.
            return Server.Granted();
        });
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        var run = await ToolRun.OfAsync(
            Account.At(server.Address), ["password", "--save", folder["token.json"]], time, output, CancellationToken.None);
        Assert.Equal(0, run.ExitCode);
        Assert.EndsWith($"Saved to     {folder["token.json"]}\n", run.WithoutLeaks(Server.Tokens).Output, StringComparison.Ordinal);
        Assert.Equal(
            $$"""
            {
              "access_token": "{{Server.AccessToken}}",
              "refresh_token": "{{Server.RefreshToken}}",
              "token_type": "bearer",
              "scope": "global:all",
              "ref": {
                "type": "user",
                "id": 7
              },
              "expires_in": 3600,
              "requested_at": "2026-11-24T10:00:00Z"
            }

            """,
            await File.ReadAllTextAsync(folder["token.json"]));
        AssertOwnerOnly(folder["token.json"]);
        Assert.Equal(["token.json"], folder.Names);
    }

    [Fact]
    public async Task What_a_reply_leaves_out_is_null_and_what_it_has_stays_as_it_is()
    {
        const string Token = "a+b/c=d&e<f>'g\\\"h";
        await using var server = await Server.StartAsync(Server.Json(200, $$"""{"access_token":{{JsonSerializer.Serialize(Token)}}}"""));
        using var folder = new TemporaryFolder();
        await ToolRun.OfAsync(Account.At(server.Address), "app", "--save", folder["token.json"]);
        var text = await File.ReadAllTextAsync(folder["token.json"]);
        Assert.Contains("a+b/c=d&e<f>'g", text, StringComparison.Ordinal);
        var saved = JsonElement.Parse(text);
        Assert.Equal(Token, saved.GetProperty("access_token").GetString());
        string[] absent = ["refresh_token", "scope", "ref", "expires_in"];
        Assert.All(absent, name => Assert.Equal(JsonValueKind.Null, saved.GetProperty(name).ValueKind));
    }

    [Fact]
    public async Task An_existing_file_is_replaced_and_keeps_its_mode()
    {
        await using var server = await Server.StartAsync(Server.Granted());
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["token.json"], new string('x', 100_000));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder["token.json"], OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        await ToolRun.OfAsync(Account.At(server.Address), "app", "--save", folder["token.json"]);
        Assert.Equal(Server.AccessToken, Saved(folder["token.json"], "access_token"));
        AssertOwnerOnly(folder["token.json"]);
        Assert.Equal(["token.json"], folder.Names);
    }

    [SkippableTheory, InlineData(true), InlineData(false)]
    public async Task A_link_stays_and_what_it_points_at_is_written(bool exists)
    {
        Skip.If(OperatingSystem.IsWindows(), "Making links takes a privilege there.");
        await using var server = await Server.StartAsync(Server.Granted());
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["elsewhere"]);
        var target = Path.Combine(folder["elsewhere"], "real.json");
        if (exists)
        {
            await File.WriteAllTextAsync(target, "before");
        }

        File.CreateSymbolicLink(folder["middle"], Path.Combine("elsewhere", "real.json"));
        File.CreateSymbolicLink(folder["token.json"], "middle");
        var run = await ToolRun.OfAsync(Account.At(server.Address), "app", "--save", folder["token.json"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("middle", new FileInfo(folder["token.json"]).LinkTarget);
        Assert.Equal(Server.AccessToken, Saved(target, "access_token"));
        AssertOwnerOnly(target);
        Assert.Equal(["real.json"], Directory.EnumerateFileSystemEntries(folder["elsewhere"]).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public async Task A_login_is_written_before_anything_is_printed()
    {
        await using var server = await Server.StartAsync(Server.Granted());
        using var folder = new TemporaryFolder();
        foreach (var args in new string[][] { [], ["--json"] })
        {
            File.Delete(folder["token.json"]);
            using var output = new FirstWrite(() => File.Exists(folder["token.json"]));
            await ToolRun.OfAsync(
                Account.At(server.Address), ["app", "--save", folder["token.json"], .. args], time: null, output, CancellationToken.None);
            Assert.True(output.WasThereAtFirst);
        }
    }

    [Fact]
    public async Task A_refresh_reply_without_refresh_token_keeps_the_old_one()
    {
        await using var server = await Server.StartAsync(Server.Json(200, $$"""{"access_token":"{{Server.AccessToken}}"}"""));
        using var folder = new TemporaryFolder();
        var environment = Account.At(server.Address, "made-up-old-refresh-token");
        var run = await ToolRun.OfAsync(environment, "refresh", "--save", folder["token.json"], "--json");
        Assert.Equal("made-up-old-refresh-token", Saved(folder["token.json"], "refresh_token"));
        Assert.True(JsonElement.Parse(run.Output).GetProperty("refreshable").GetBoolean());
    }

    [Fact]
    public async Task A_refresh_reply_with_one_replaces_it()
    {
        await using var server = await Server.StartAsync(Server.Granted());
        using var folder = new TemporaryFolder();
        await ToolRun.OfAsync(Account.At(server.Address), "refresh", "--save", folder["token.json"]);
        Assert.Equal(Server.RefreshToken, Saved(folder["token.json"], "refresh_token"));
    }

    private static string? Saved(string path, string member) => JsonElement.Parse(File.ReadAllBytes(path)).GetProperty(member).GetString();

    private static void AssertOwnerOnly(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(path));
        }
    }

    [Theory]
    [InlineData]
    [InlineData("--json")]
    public async Task If_nothing_can_be_printed_the_token_is_saved_nevertheless(params string[] more)
    {
        await using var server = await Server.StartAsync(Server.Granted());
        using var folder = new TemporaryFolder();
        string[] args = ["refresh", "--save", folder["token.json"], .. more];
        var run = await ToolRun.OfAsync(Account.At(server.Address), args, time: null, new FullDisk(), CancellationToken.None);
        Assert.Equal(new ToolRun(4, "", "podio-token: The output couldn't be written: No space left on device\n"), run);
        Assert.Contains(Server.RefreshToken, await File.ReadAllTextAsync(folder["token.json"]), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task If_no_error_can_be_printed_the_exit_code_reports_it()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Others have no /dev/full.");
        await using var server = await Server.StartAsync(Server.Json(400, """{"error":"invalid_grant"}"""));
        using var tool = ToolProcess.StartProgram(
            Account.At(server.Address), "sh", "-c", "exec dotnet \"$0\" app 2> /dev/full", ToolProcess.Assembly);
        Assert.Equal(new ToolRun(4, "", ""), await tool.EndAsync());
    }
}

using PodioToken.Profiles;

namespace PodioOAuth.Functional.PodioToken.Tests.Profiles;

/// <summary>Where things are kept.</summary>
public sealed class FolderTests
{
    private const string NotHere = "Only other systems have it.";

    [SkippableFact]
    public void The_folder_follows_the_XDG_specification()
    {
        Skip.If(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), NotHere);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var own = new ToolFolders($"{home}/.local/share/podio-token", $"{home}/.local/state/podio-token");
        Assert.Equal(own, ToolFolders.Of(_ => null));
        Assert.Equal(own, ToolFolders.Of(name => name.StartsWith("XDG_", StringComparison.Ordinal) ? "relative" : ""));
        Assert.Equal(
            new ToolFolders("/d/podio-token", "/s/podio-token"),
            ToolFolders.Of(name => name switch { "XDG_DATA_HOME" => "/d", "XDG_STATE_HOME" => "/s", _ => null }));
    }

    [Fact]
    public void A_relative_PODIO_TOKEN_HOME_is_that_folder_and_not_the_users_own() => Assert.Equal(
        new ToolFolders(Path.GetFullPath("here/data"), Path.GetFullPath("here/state")),
        ToolFolders.Of(name => name == "PODIO_TOKEN_HOME" ? "here" : null));

    [SkippableTheory]
    [InlineData("relative", "status", 22), InlineData("/not/there/yet", "status", 40)]
    [InlineData("relative", "status --all", 22), InlineData("relative", "logout --all", 22)]
    public async Task A_home_that_is_nowhere_is_not_the_current_folder(string home, string command, int code)
    {
        Skip.If(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), NotHere);
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder[".local/share/podio-token/profiles"]);
        await File.WriteAllTextAsync(folder[".local/share/podio-token/profiles/default.json"], "{}");
        var environment = new Dictionary<string, string> { ["HOME"] = home, ["XDG_DATA_HOME"] = "", ["XDG_STATE_HOME"] = "" };
        using var tool = ToolProcess.StartProgram(
            environment, "sh", "-c", $"cd \"$1\" && exec dotnet \"$2\" {command}", "sh", folder.Path, ToolProcess.Assembly);
        var run = await tool.EndAsync();
        Assert.Equal((code, ""), (run.ExitCode, run.Output));
    }

    [SkippableFact]
    public async Task Without_a_home_a_program_that_asks_for_all_profiles_gets_an_outcome()
    {
        Skip.If(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), NotHere);
        var environment = new Dictionary<string, string> { ["HOME"] = "relative", ["XDG_DATA_HOME"] = "", ["XDG_STATE_HOME"] = "" };
        using var tool = ToolProcess.Start(environment, "status", "--all", "--json");
        var run = await tool.EndAsync();
        Assert.Equal((22, ""), (run.ExitCode, run.Error));
        Assert.Equal("store", JsonElement.Parse(run.Output).GetProperty("outcome").GetString());
    }
}

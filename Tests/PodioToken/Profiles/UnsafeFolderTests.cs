using PodioToken.Profiles;
using PodioToken.Reports;

namespace PodioOAuth.Functional.PodioToken.Tests.Profiles;

/// <summary>The tool's folders are its user's alone, and names in them are never commands.</summary>
public sealed class UnsafeFolderTests : InHome
{
    private const string NoModes = "Windows has no modes.";
    private const UnixFileMode OfUser = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OfAll = OfUser | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    [SkippableFact]
    public async Task Each_folder_is_private_whatever_the_umask_says()
    {
        Skip.If(OperatingSystem.IsWindows(), NoModes);
        const string Script = "umask 000; exec dotnet \"$0\" login --grant app --json";
        using var tool = ToolProcess.StartProgram(Home.Environment, "sh", "-c", Script, ToolProcess.Assembly);
        Assert.Equal(0, (await tool.EndAsync()).ExitCode);
        var folders = Directory.GetDirectories(Home["home"], "*", SearchOption.AllDirectories).Prepend(Home["home"]);
        Assert.All(folders, folder => Assert.Equal((folder, OfUser), (folder, ModeOf(folder))));
    }

    [SkippableFact]
    public async Task A_folder_that_others_can_read_is_made_private_by_the_next_login()
    {
        Skip.If(OperatingSystem.IsWindows(), NoModes);
        await Home.SignInAsync();
        SetMode(Home["home/data"], OfUser | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        await Home.SignInAsync();
        Assert.Equal(OfUser, ModeOf(Home["home/data"]));
    }

    [SkippableTheory]
    [InlineData("home/data"), InlineData("home/state"), InlineData("home/data/profiles"), InlineData("home/data/keys")]
    [InlineData("home/state/logins")]
    public async Task One_that_others_can_write_is_refused_and_doctor_reports_it(string name)
    {
        Skip.If(OperatingSystem.IsWindows(), NoModes);
        await Home.SignInAsync();
        Home.Podio.ForgetRequests();
        SetMode(Home[name], OfAll);
        foreach (var command in new[] { "login", "token", "status", "status --all", "whoami", "profiles", "logout", "logout --all" })
        {
            var run = await Home.RunAsync(command.Split(' '));
            Assert.Equal((27, ""), (run.ExitCode, run.Output));
            Assert.Contains(Home[name], run.Error, StringComparison.Ordinal);
        }

        Assert.Empty(Home.Podio.Requests);
        var found = JsonElement.Parse((await Home.RunAsync("doctor", "--json")).Output);
        Assert.Equal("permissions", found.GetProperty("outcome").GetString());
        Assert.Equal($"inspect its contents, then chmod go= '{Home[name]}'", found.GetProperty("cure").GetString());
    }

    [SkippableFact]
    public async Task One_of_another_user_is_refused_and_so_is_a_link_of_theirs_for_a_saved_token()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can give a file to another user.");
        await Home.SignInAsync();
        await ChownAsync(Home["home/data/profiles"]);
        Assert.Equal(27, (await Home.RunAsync("status")).ExitCode);
        Assert.Equal((27, "permissions"), await Home.FindingAsync());

        File.CreateSymbolicLink(Home["mine"], Home["saved"]);
        File.CreateSymbolicLink(Home["theirs"], Home["taken"]);
        File.CreateSymbolicLink(Home["by-mine"], Home["theirs"]);
        await ChownAsync(Home["theirs"]);
        Assert.Equal(0, (await Home.RunAsync("app", "--save", Home["mine"])).ExitCode);
        Home.Podio.ForgetRequests();
        foreach (var link in new[] { "theirs", "by-mine", "theirs/token.json" })
        {
            var run = await Home.RunAsync("app", "--save", Home[link]);
            Assert.Equal(3, run.ExitCode);
            Assert.Contains($"{Home["theirs"]} is a symbolic link that belongs to another user.", run.Error, StringComparison.Ordinal);
        }

        Assert.Empty(Home.Podio.Requests);
        Assert.False(File.Exists(Home["taken"]));
    }

    [SkippableFact]
    public void The_owner_of_ones_own_is_this_user()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Owners are known there.");
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder["link"], "/no/such");
        Assert.Equal(UnixUser.Current, UnixUser.OwnerOf(folder.Path, isFollowed: true));
        Assert.Equal(UnixUser.Current, UnixUser.OwnerOf(folder["link"], isFollowed: false));
        Assert.Equal(UnixUser.Root, UnixUser.OwnerOf("/proc", isFollowed: true));
        Assert.Null(UnixUser.OwnerOf(folder["link"], isFollowed: true));
    }

    [SkippableTheory]
    [InlineData("'; touch pwned; '", @"''\''; touch pwned; '\'''"), InlineData("\u001b[2Ka", @"$'\033[2Ka'")]
    [InlineData("a\u202eb'\\", @"$'a\342\200\256b\'\\'")]
    public async Task A_hostile_name_is_one_word_for_the_shell_and_moves_no_cursor(string name, string word)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows takes no such names.");
        Assert.Equal(word, ShellWord.Of(name));
        await Home.SignInAsync();
        var planted = Path.Combine(Home.Logins, name);
        await File.WriteAllTextAsync(planted, "");
        SetMode(planted, OfAll);
        var run = await Home.RunAsync("doctor");
        Assert.Equal(27, run.ExitCode);
        Assert.Contains($"chmod go= {ShellWord.Of(planted)};", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.DoesNotContain('\u202e', run.Output);
        using var shell = ToolProcess.StartProgram(
            new Dictionary<string, string>(), "bash", "-c", $"cd '{Home["."]}' && chmod go= {ShellWord.Of(planted)}");
        Assert.Equal(0, (await shell.EndAsync()).ExitCode);
        Assert.Equal(OfUser, ModeOf(planted));
        Assert.False(File.Exists(Home["pwned"]));
    }

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private static async Task ChownAsync(string path)
    {
        using var chown = Process.Start("chown", ["--no-dereference", "65534", path]);
        await chown.WaitForExitAsync();
        Assert.Equal(0, chown.ExitCode);
    }
}

using System.Xml.Linq;

namespace PodioOAuth.Functional.PodioToken.Tests.Profiles;

/// <summary>The keys that encrypted logins are encrypted with: expired ones, damaged ones, and none.</summary>
public sealed class KeyTests : InHome
{
    private static readonly TimeSpan KeyLifetime = TimeSpan.FromDays(90);

    [Fact]
    public async Task Ninety_days_on_a_login_is_still_whole_and_looking_makes_no_key()
    {
        var token = await Home.SignInAsync();
        await AgeAsync(Home, KeyLifetime + TimeSpan.FromDays(1));
        var keys = Directory.GetFiles(Home.Keys);
        Assert.Equal((0, "fine"), await Home.FindingAsync());
        Assert.Equal(0, (await Home.RunAsync("status")).ExitCode);
        Assert.Equal(keys, Directory.GetFiles(Home.Keys));
        Assert.Equal(token, await Home.TokenAsync());
        Assert.Equal(0, (await Home.RunAsync("login", "--grant", "password")).ExitCode);
        Assert.Equal((0, "fine"), await Home.FindingAsync());
    }

    [Theory, InlineData(""), InlineData("<key")]
    public async Task Every_command_reports_a_damaged_key_and_there_is_a_fix(string content)
    {
        await Home.SignInAsync();
        var key = Directory.GetFiles(Home.Keys).Single();
        await File.WriteAllTextAsync(key, content);
        Home.Podio.ForgetRequests();
        var cure = $"mv '{key}' '{key}.damaged'";
        string[][] commands =
            [["status"], ["token"], ["logout"], ["login", "--grant", "password"], ["login", "--grant", "app", "--profile", "second"]];
        foreach (var command in commands)
        {
            var run = await Home.RunAsync(command);
            Assert.Equal((25, ""), (run.ExitCode, run.Output));
            Assert.EndsWith(
                $"podio-token: The key file {key} is empty or damaged. Restore it from a backup, or move it away: {cure}\n",
                run.Error,
                StringComparison.Ordinal);
        }

        Assert.Empty(Home.Podio.Requests);
        var found = JsonElement.Parse((await Home.RunAsync("doctor", "--json")).Output);
        Assert.Equal("torn", found.GetProperty("outcome").GetString());
        Assert.Contains(key, found.GetProperty("happened").GetString(), StringComparison.Ordinal);
        Assert.Contains(cure, found.GetProperty("cure").GetString(), StringComparison.Ordinal);

        File.Move(key, $"{key}.damaged");
        Assert.Equal((25, "torn"), await Home.FindingAsync());
        Assert.Equal(36, (await Home.RunAsync("logout")).ExitCode); // Nobody can read with what to end the grant.
        await Home.SignInAsync();
        Assert.Equal((0, "fine"), await Home.FindingAsync());
    }

    [Fact]
    public async Task Another_key_that_is_damaged_is_moved_away_and_the_login_goes_on()
    {
        var token = await Home.SignInAsync();
        var key = Path.Combine(Home.Keys, "key-of-nobody.xml");
        await File.WriteAllTextAsync(key, "");
        Assert.Equal((25, "torn"), await Home.FindingAsync());
        File.Move(key, $"{key}.damaged");
        Assert.Equal((0, "fine"), await Home.FindingAsync());
        Assert.Equal(token, await Home.TokenAsync());
    }

    [Theory, InlineData("encrypted"), InlineData("plain")]
    public async Task A_broken_store_is_detected_before_a_request_is_sent(string store)
    {
        var folder = store == "plain" ? Home.Plain : Home.Logins;
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        await File.WriteAllTextAsync(folder, "");
        var run = await Home.RunAsync("login", "--grant", "password", "--store", store);
        Assert.Equal((22, ""), (run.ExitCode, run.Output));
        Assert.Empty(Home.Podio.Requests);
    }

    [SkippableFact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_read_only_store_is_detected_before_a_request_is_sent()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Its /proc is a folder that nobody can write, not even root.");
        if (Environment.IsPrivilegedProcess)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Home.Plain)!);
            Directory.CreateSymbolicLink(Home.Plain, "/proc");
        }
        else
        {
            Directory.CreateDirectory(Home.Plain);
            File.SetUnixFileMode(Home.Plain, UnixFileMode.UserRead | UnixFileMode.UserExecute); // Modes do not bind root.
        }

        var run = await Home.RunAsync("login", "--grant", "password", "--store", "plain");
        Assert.Equal((22, ""), (run.ExitCode, run.Output));
        Assert.Empty(Home.Podio.Requests);
    }

    // The keys have the system's clock, which cannot be moved: so they are made older.
    private static async Task AgeAsync(Home home, TimeSpan age)
    {
        foreach (var file in Directory.GetFiles(home.Keys))
        {
            var key = XElement.Parse(await File.ReadAllTextAsync(file));
            foreach (var date in key.Elements().Where(element => element.Name.LocalName.EndsWith("Date", StringComparison.Ordinal)))
            {
                date.SetValue(DateTimeOffset.Parse(date.Value, CultureInfo.InvariantCulture) - age);
            }

            await File.WriteAllTextAsync(file, key.ToString());
        }
    }
}

namespace PodioOAuth.Functional.PodioToken.Tests.Profiles;

/// <summary><c>doctor</c>, where the login itself is whole: its keys, the client secret beside it, the modes of the files.</summary>
public sealed class DoctorAroundLoginTests : InHome
{
    [Fact]
    public async Task An_encrypted_login_whose_keys_are_gone_is_torn()
    {
        await Home.SignInAsync();
        var logins = Directory.GetFiles(Home.Logins).Order(StringComparer.Ordinal);
        Directory.Delete(Home.Keys, recursive: true);
        Assert.Equal((25, "torn"), await Home.FindingAsync());
        Assert.Equal(25, (await Home.RunAsync("status")).ExitCode);
        Assert.False(Directory.Exists(Home.Keys)); // Whoever looks makes no other keys in their place.
        Directory.CreateDirectory(Home.Keys);
        Assert.Equal(25, (await Home.RunAsync("status")).ExitCode);
        Assert.Empty(Directory.GetFiles(Home.Keys));
        Assert.Equal(logins, Directory.GetFiles(Home.Logins).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("encrypted", "podio-oauth-pro", 25, "torn"), InlineData("encrypted", "in the clear", 25, "torn")]
    [InlineData("plain", "not ours", 25, "torn")]
    [InlineData("plain", """{"format":"another","version":1,"client_secret":"s"}""", 26, "foreign")]
    public async Task The_error_for_an_unreadable_client_secret_names_the_fix(string store, string content, int code, string outcome)
    {
        await Home.SignInAsync("--store", store);
        var secret = Directory.GetFiles(store == "plain" ? Home.Plain : Home.Logins, "*.json").MinBy(file => new FileInfo(file).Length)!;
        await File.WriteAllTextAsync(secret, content);
        Assert.Equal((code, outcome), await Home.FindingAsync());
        Assert.Equal(code, (await Home.RunAsync("token")).ExitCode);
        await Home.RunAsync("logout");
        await Home.SignInAsync("--store", store);
        Assert.Equal((0, "fine"), await Home.FindingAsync());
    }

    [SkippableFact]
    public async Task A_file_that_others_can_read_is_reported_with_the_command_that_fixes_it()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no modes.");
        await Home.SignInAsync("--store", "plain");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Home.PlainEntry, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        }

        var run = await Home.RunAsync("doctor");
        Assert.Equal(27, run.ExitCode);
        Assert.Contains($"chmod go= '{Home.PlainEntry}'", run.Output, StringComparison.Ordinal);
        Assert.Equal(22, (await Home.RunAsync("token")).ExitCode);
    }

    [SkippableFact]
    public async Task A_link_to_nothing_beside_a_login_is_no_reason_to_worry()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows lets few users make links.");
        await Home.SignInAsync();
        File.CreateSymbolicLink(Path.Combine(Home.Logins, "stray"), Path.Combine(Home.Logins, "nowhere"));
        Assert.Equal((0, "fine"), await Home.FindingAsync());
    }
}

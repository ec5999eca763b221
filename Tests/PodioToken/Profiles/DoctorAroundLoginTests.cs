namespace PodioOAuth.Functional.PodioToken.Tests.Profiles;

/// <summary><c>doctor</c>, where the login itself is whole: its keys, the client secret beside it, the modes of the files.</summary>
public sealed class DoctorAroundLoginTests
{
    [Fact]
    public async Task An_encrypted_login_whose_keys_are_gone_is_torn()
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync();
        var logins = Directory.GetFiles(home.Logins).Order(StringComparer.Ordinal);
        Directory.Delete(home.Keys, recursive: true);
        Assert.Equal((25, "torn"), await home.FindingAsync());
        Assert.Equal(25, (await home.RunAsync("status")).ExitCode);
        Assert.False(Directory.Exists(home.Keys)); // Whoever looks makes no other keys in their place.
        Directory.CreateDirectory(home.Keys);
        Assert.Equal(25, (await home.RunAsync("status")).ExitCode);
        Assert.Empty(Directory.GetFiles(home.Keys));
        Assert.Equal(logins, Directory.GetFiles(home.Logins).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("encrypted", "podio-oauth-pro", 25, "torn"), InlineData("encrypted", "in the clear", 25, "torn")]
    [InlineData("plain", "not ours", 25, "torn")]
    [InlineData("plain", """{"format":"another","version":1,"client_secret":"s"}""", 26, "foreign")]
    public async Task A_client_secret_that_cannot_be_read_has_a_cure(string store, string content, int code, string outcome)
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync("--store", store);
        var secret = Directory.GetFiles(store == "plain" ? home.Plain : home.Logins, "*.json").MinBy(file => new FileInfo(file).Length)!;
        await File.WriteAllTextAsync(secret, content);
        Assert.Equal((code, outcome), await home.FindingAsync());
        Assert.Equal(code, (await home.RunAsync("token")).ExitCode);
        await home.RunAsync("logout");
        await home.SignInAsync("--store", store);
        Assert.Equal((0, "fine"), await home.FindingAsync());
    }

    [SkippableFact]
    public async Task A_file_that_others_may_read_is_told_with_the_command_that_mends_it()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no modes.");
        await using var home = await Home.StartAsync();
        await home.SignInAsync("--store", "plain");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(home.PlainEntry, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        }

        var run = await home.RunAsync("doctor");
        Assert.Equal(27, run.ExitCode);
        Assert.Contains($"chmod go= '{home.PlainEntry}'", run.Output, StringComparison.Ordinal);
        Assert.Equal(22, (await home.RunAsync("token")).ExitCode);
    }

    [SkippableFact]
    public async Task A_link_to_nothing_beside_a_login_is_no_reason_to_worry()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows lets few users make links.");
        await using var home = await Home.StartAsync();
        await home.SignInAsync();
        File.CreateSymbolicLink(Path.Combine(home.Logins, "stray"), Path.Combine(home.Logins, "nowhere"));
        Assert.Equal((0, "fine"), await home.FindingAsync());
    }
}

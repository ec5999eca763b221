namespace PodioOAuth.Functional.PodioToken.Tests.Profiles;

/// <summary>The keychain of a Linux desktop, made for the test on a bus of its own; and what comes of there being none.</summary>
public sealed class KeychainTests : InHome
{
    internal const string NoBus = "unix:path=/dev/null";

    [SkippableFact]
    public async Task If_there_is_a_keychain_the_login_is_only_there()
    {
        var isThere = OperatingSystem.IsLinux() && File.Exists("/usr/bin/gnome-keyring-daemon") && File.Exists("/usr/bin/dbus-run-session");
        Assert.True(isThere || Environment.GetEnvironmentVariable("CI") != "true", "CI has to have gnome-keyring and dbus-daemon.");
        Skip.IfNot(isThere, "The keychain is that of gnome-keyring, on a bus that dbus-run-session makes.");
        const string Script = """
            printf 'made up\n' | gnome-keyring-daemon --unlock --components=secrets > /dev/null 2>&1
            tool() { dotnet "$0" "$@"; }
            tool login --grant app --json && tool doctor --json && tool token > "$1" \
              && ! grep -rq -f "$1" "$PODIO_TOKEN_HOME" && tool logout --json && ! tool token
            """;
        var environment = Home.Environment.With("PODIO_TOKEN_STORE", null).With("HOME", Home["own"]).With("XDG_RUNTIME_DIR", null);
        Directory.CreateDirectory(Home["own"]);
        using var tool = ToolProcess.StartProgram(
            environment, "dbus-run-session", "--", "sh", "-c", Script, ToolProcess.Assembly, Home["token"]);
        var run = await tool.EndAsync();
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(
            $$"""{"outcome":"signed_in","profile":"default","api":"{{Home.Address}}","store":"keychain",""",
            run.Output,
            StringComparison.Ordinal);
        Assert.Contains("""{"outcome":"fine","profile":"default","store":"keychain",""", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            """{"outcome":"signed_out","profile":"default","at_podio":"ended","here":"removed"}""", run.Output, StringComparison.Ordinal);
        Assert.Equal(128, (await File.ReadAllTextAsync(Home["token"])).TrimEnd().Length);
    }

    [SkippableFact]
    public async Task Without_a_keychain_files_are_encrypted_and_requesting_it_exits_with_22()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The other systems have one always.");
        var environment = Home.Environment.With("PODIO_TOKEN_STORE", null).With("DBUS_SESSION_BUS_ADDRESS", NoBus);
        using var chosen = ToolProcess.Start(environment, "login", "--grant", "app", "--json");
        var run = await chosen.EndAsync();
        Assert.Equal((0, Home.Announcement), (run.ExitCode, run.Error));
        Assert.Contains("\"store\":\"encrypted\"", run.Output, StringComparison.Ordinal);

        using var asked = ToolProcess.Start(environment, "login", "--grant", "app", "--store", "keychain");
        run = await asked.EndAsync();
        Assert.Equal((22, ""), (run.ExitCode, run.Output));
        Assert.Contains("The keychain isn't available", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await Home.RunAsync("token")).ExitCode); // The login from before is untouched.
    }

    [Theory, InlineData("PLAIN"), InlineData("1"), InlineData("vault")]
    public async Task An_invalid_default_store_exits_with_2(string store)
    {
        Home.Environment["PODIO_TOKEN_STORE"] = store;
        Assert.Equal(
            new ToolRun(2, "", $"{Home.Announcement}podio-token: PODIO_TOKEN_STORE must be keychain, encrypted or plain.\n"),
            await Home.RunAsync("login", "--grant", "app"));
    }
}

namespace PodioOAuth.Functional.PodioToken.Tests.Login;

/// <summary>What the browser is opened at: a file that no other user can read, for as long as the sign-in lasts.</summary>
public sealed class StartFileTests : InHome
{
    private const UnixFileMode OfUser = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task The_start_file_is_private_leads_to_Podio_and_is_deleted_after_the_sign_in()
    {
        Uri? start = null;
        var (target, modes) = (default(Uri), default((UnixFileMode File, UnixFileMode Folder)));
        var browser = new ScriptedBrowser();
        var run = await Home.RunAsync(
            new BrowserThat(address =>
            {
                start = address;
                target = ScriptedBrowser.TargetOfAsync(address.LocalPath).GetAwaiter().GetResult();
                if (!OperatingSystem.IsWindows())
                {
                    var folder = Path.GetDirectoryName(address.LocalPath)!;
                    modes = (File.GetUnixFileMode(address.LocalPath), File.GetUnixFileMode(folder));
                }

                return browser.TryOpen(address);
            }),
            "login");
        Assert.Equal(0, run.ExitCode);
        Assert.True(start!.IsFile);
        Assert.Contains($"go to:\n{target!.AbsoluteUri}\nDon't share this address: ", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(start.LocalPath));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal((OfUser, OfUser | UnixFileMode.UserExecute), modes);
        }
    }

    [Fact]
    public async Task A_stopped_sign_in_deletes_its_start_file_and_that_of_a_killed_one_is_deleted_a_day_later()
    {
        using var stop = new CancellationTokenSource();
        var folder = Home["home/state/sign-in"];
        await Home.RunAsync(null, Stopping(stop), ["login"], stop.Token);
        Assert.Empty(Directory.GetFiles(folder));
        var left = Path.Combine(folder, "left.html");
        await File.WriteAllTextAsync(left, "");
        using var again = new CancellationTokenSource();
        await Home.RunAsync(null, Stopping(again), ["login"], again.Token);
        Assert.True(File.Exists(left)); // It may be another process's.
        Home.Time.Advance(TimeSpan.FromHours(25));
        using var later = new CancellationTokenSource();
        await Home.RunAsync(null, Stopping(later), ["login"], later.Token);
        Assert.False(File.Exists(left));
    }

    [SkippableTheory, InlineData("/flatpak/exports/bin/browser", null), InlineData("/browser", "/bin/snap")]
    public async Task A_browser_in_a_sandbox_could_not_read_it_and_is_not_opened(string program, string? behind)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such sandboxes.");
        var file = Home["sandbox"] + (behind ?? program);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, $"#!/bin/sh\ntouch '{Home["opened"]}'\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, OfUser | UnixFileMode.UserExecute);
        }

        var named = file;
        if (behind is not null)
        {
            named = Home["browser"];
            File.CreateSymbolicLink(named, file);
        }

        Home.Environment["BROWSER"] = named;
        using var error = new Awaited("Go to:");
        var signingIn = ToolRun.OfAsync(
            Home.Environment,
            ["login", "--timeout", "1"],
            Home.Time,
            new StringWriter(),
            error,
            questions: null,
            browser: null,
            CancellationToken.None);
        await Task.WhenAny(error.IsThere, signingIn);
        while (!signingIn.IsCompleted)
        {
            Home.Time.Advance(TimeSpan.FromSeconds(1)); // It is waited for by this clock, from some moment on.
            await Task.Yield();
        }

        var run = await signingIn;
        Assert.Equal(34, run.ExitCode);
        Assert.Contains("No browser can be opened from here. Go to:\n", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Home["opened"]));
    }

    private static BrowserThat Stopping(CancellationTokenSource stop) => new(_ =>
    {
        stop.Cancel();
        return true;
    });
}

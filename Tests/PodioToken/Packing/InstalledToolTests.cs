namespace PodioOAuth.Functional.PodioToken.Tests.Packing;

/// <summary>The tool as a user gets it: packed, and installed from the packed file alone.</summary>
public sealed class InstalledToolTests
{
    private const string NoNetwork = """
        <configuration><packageSources><clear /><add key="feed" value="feed" /></packageSources></configuration>
        """;

    [Fact]
    public async Task The_tool_runs_from_the_packed_file_without_a_network()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["NuGet.config"], NoNetwork);
        var project = Path.Combine(Checkout.Root, "Examples/PodioToken"); // As it was built beside the tests, and not once more.
        await RunAsync("dotnet", "pack", project, "--no-build", "--configuration", Checkout.Configuration, "--output", folder["feed"]);
        var file = Path.GetFileName(Assert.Single(Directory.GetFiles(folder["feed"], "*.nupkg")));
        Assert.Matches(@"^PodioOAuth\.Functional\.PodioToken\.\d+\.\d+\.\d+.*\.nupkg$", file);

        await RunAsync(
            "dotnet",
            ["tool", "install", "PodioOAuth.Functional.PodioToken", "--tool-path", folder["bin"], "--configfile", folder["NuGet.config"]]);
        var tool = folder[OperatingSystem.IsWindows() ? "bin/podio-token.exe" : "bin/podio-token"];
        var version = (await RunAsync(tool, "--version")).Trim();
        Assert.Equal($"PodioOAuth.Functional.PodioToken.{version}.nupkg", file);
        Assert.Contains("Sign in    login ", await RunAsync(tool, "--help"), StringComparison.Ordinal);
        Assert.StartsWith("#compdef podio-token\n", await RunAsync(tool, "completion", "zsh"), StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(string program, params string[] args)
    {
        using var process = ToolProcess.StartProgram(new Dictionary<string, string>(), program, args);
        var run = await process.EndAsync();
        Assert.True(run.ExitCode == 0, $"{program} {args[0]}: {run.Output}{run.Error}");
        return run.Output;
    }
}

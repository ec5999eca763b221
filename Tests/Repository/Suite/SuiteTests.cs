namespace PodioOAuth.Functional.Repository.Tests.Suite;

/// <summary>The sample suite over the Testing package, run as a user runs it.</summary>
public sealed class SuiteTests
{
    [Fact]
    public async Task The_sample_suite_passes()
    {
        var run = await ProcessRun.OfAsync("dotnet", ["test", Checkout.Built("Examples/Suite", "Suite.dll"), "--nologo"]);
        Assert.True(run.ExitCode == 0, run.Text);
        Assert.Matches(@"Failed: +0, Passed: +[1-9]\d+, Skipped: +0", run.Output);
    }
}

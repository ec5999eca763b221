using PodioToken.Asking;
using PodioToken.Commands;
using PodioToken.Profiles;

namespace PodioOAuth.Functional.PodioToken.Tests.Commands;

/// <summary>Ctrl-C and SIGTERM while a command runs: what is under way has its time, and the exit code is 130.</summary>
public sealed class StopCodeTests : InHome
{
    [Fact]
    public void A_signal_leaves_a_renewal_in_flight_its_time() =>
        Assert.True(PodioTokenCommand.LongestStop > ProfileSession.LongestRenewal, "The reply may hold the only refresh token.");

    [Theory]
    [InlineData("token", 143, 130), InlineData("token", 130, 130), InlineData("token", 20, 20), InlineData("token", 0, 0)]
    [InlineData("serve", 143, 130), InlineData("run -- true", 143, 143), InlineData("run -- true", 130, 130)]
    public void A_command_that_does_not_end_after_SIGTERM_exits_with_130_and_run_with_the_code_of_its_program(
        string line, int code, int expected)
    {
        var surroundings = new Surroundings(_ => null, TimeProvider.System, Questions.None, new BrowserThat(_ => false));
        var command = PodioTokenCommand.Create(surroundings).Parse(line).CommandResult.Command;
        Assert.Equal(expected, PodioTokenCommand.CodeOf(code, command));
    }

    [Fact]
    public async Task A_stop_waits_for_a_renewal_in_flight_and_its_login_is_kept()
    {
        var held = new HeldRequest();
        await using var home = await Home.StartAsync(held.Answer);
        var before = await home.SignInAsync();
        home.Time.Advance(TimeSpan.FromHours(9));
        home.Podio.ForgetRequests();
        held.Arm();
        using var stop = new CancellationTokenSource();
        var stopped = Task.Run(() => home.RunAsync(questions: null, browser: null, ["token"], stop.Token));
        await held.Arrived;
        await stop.CancelAsync();
        Assert.False(stopped.IsCompleted);
        held.Release();
        Assert.Equal(new ToolRun(130, "", ""), await stopped);
        Assert.NotEqual(before, await home.TokenAsync());
        Assert.Equal("/oauth/token", Assert.Single(home.Podio.Requests).Path); // It was renewed once.
    }
}

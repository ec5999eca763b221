using System.Text.Json;
using PodioOAuth.Functional.PodioToken.Tests.Running;

namespace PodioOAuth.Functional.PodioToken.Tests.Profiles;

/// <summary><c>logout</c> does two things, and says which of them failed.</summary>
public sealed class LogoutTests
{
    [Fact]
    public async Task Both_done_is_0_and_nothing_secret_is_left()
    {
        await using var home = await Home.StartAsync();
        var token = await home.SignInAsync("--store", "plain");
        var run = await home.RunAsync("logout", "--json");
        Assert.Equal(
            new ToolRun(0, """{"outcome":"signed_out","profile":"default","at_podio":"ended","here":"removed"}""" + "\n", ""), run);
        Assert.Empty(Directory.GetFiles(home.Plain, "*.json"));
        Assert.True(File.Exists(home.ProfileFile()));
        Assert.Equal(20, (await home.RunAsync("token")).ExitCode);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(home.Address, "oauth/scope"));
        request.Headers.Add("Authorization", $"OAuth2 {token}");
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_second_time_there_is_nothing_to_end_and_the_settings_may_go_too()
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync();
        Assert.Equal(0, (await home.RunAsync("logout")).ExitCode);
        var run = await home.RunAsync("logout", "--forget", "--json");
        Assert.Equal((0, "nothing"), (run.ExitCode, JsonElement.Parse(run.Output).GetProperty("at_podio").GetString()));
        Assert.False(File.Exists(home.ProfileFile()));
        Assert.Equal(40, (await home.RunAsync("status")).ExitCode);
    }

    [Fact]
    public async Task Where_Podio_cannot_be_reached_it_is_removed_here_and_36()
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync();
        await home.StopPodioAsync();
        var run = await home.RunAsync("logout");
        Assert.Equal(36, run.ExitCode);
        Assert.Equal("At Podio  not ended\nHere      removed\n", run.Output);
        Assert.StartsWith("podio-token: The grant was not ended at Podio: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(20, (await home.RunAsync("token")).ExitCode);
    }

    [SkippableTheory]
    [InlineData(true, 37)]
    [InlineData(false, 38)]
    public async Task What_cannot_be_removed_here_is_37_and_with_Podio_away_38(bool isPodioThere, int code)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no modes.");
        await using var home = await Home.StartAsync();
        await home.SignInAsync("--store", "plain");
        if (!isPodioThere)
        {
            await home.StopPodioAsync();
        }

        // A folder in the place of what guards the writing: even root cannot write then.
        var guard = Path.ChangeExtension(home.PlainEntry, ".write");
        File.Delete(guard);
        Directory.CreateDirectory(guard);
        var run = await home.RunAsync("logout", "--json");
        Assert.Equal(code, run.ExitCode);
        Assert.Equal("not_removed", JsonElement.Parse(run.Output).GetProperty("here").GetString());
    }

    [Fact]
    public async Task What_is_torn_goes_as_well()
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync("--store", "plain");
        await File.WriteAllTextAsync(home.PlainEntry, """{"format":"podio-oauth","ver""");
        Assert.Equal(25, (await home.RunAsync("token")).ExitCode);
        Assert.Equal(25, (await home.RunAsync("login")).ExitCode); // Nothing is sent that could not be kept.
        Assert.Equal(36, (await home.RunAsync("logout")).ExitCode);
        Assert.Equal(0, (await home.RunAsync("login")).ExitCode);
    }
}

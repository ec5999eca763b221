namespace PodioOAuth.Functional.PodioToken.Tests.Using;

/// <summary><c>PODIO_ACCESS_TOKEN</c>: a token for a build server, which has no profile.</summary>
public sealed class EnvironmentTokenTests : InHome
{
    [Fact]
    public async Task A_token_of_the_environment_needs_no_profile_and_stores_nothing()
    {
        var token = await Home.SignInAsync();
        Home.Environment = Home.Environment.With("PODIO_TOKEN_HOME", Home["empty"]).With("PODIO_ACCESS_TOKEN", token);
        Assert.Equal(token, await Home.TokenAsync());
        Assert.Equal(0, (await Home.RunAsync("api", "oauth/scope")).ExitCode);
        Assert.Contains("PODIO_ACCESS_TOKEN", (await Home.RunAsync("whoami")).Output, StringComparison.Ordinal);
        var json = JsonElement.Parse((await Home.RunAsync("whoami", "--json")).Output);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("profile").ValueKind);
        Assert.False(Directory.Exists(Home["empty"]));
        Assert.Equal(40, (await Home.RunAsync("status")).ExitCode);
    }

    [Fact]
    public async Task A_profile_that_is_named_is_used_and_no_other()
    {
        var token = await Home.SignInAsync("--profile", "work");
        Home.Environment = Home.Environment.With("PODIO_ACCESS_TOKEN", "another-token-0123456789").With("PODIO_TOKEN_PROFILE", "work");
        Assert.Equal("another-token-0123456789", await Home.TokenAsync());
        Assert.Equal(token, await Home.TokenAsync("-p", "work"));
    }

    [Fact]
    public async Task One_that_Podio_rejects_is_reported_by_its_variable()
    {
        Home.Environment = Home.Environment.With("PODIO_ACCESS_TOKEN", "bogus-token-0123456789");
        foreach (var args in new string[][] { ["whoami"], ["api", "oauth/scope"] })
        {
            var run = await Home.RunAsync(args);
            Assert.Equal((12, "podio-token: Podio rejected the token in PODIO_ACCESS_TOKEN.\n"), (run.ExitCode, run.Error));
        }
    }

    [Fact]
    public async Task An_invalid_token_is_refused_before_anything_is_sent()
    {
        Home.Environment = Home.Environment.With("PODIO_ACCESS_TOKEN", "line\nbreak");
        var run = await Home.RunAsync("api", "oauth/scope");
        Assert.Equal(10, run.ExitCode);
        Assert.StartsWith("podio-token: PODIO_ACCESS_TOKEN isn't a valid access token.", run.Error, StringComparison.Ordinal);
        Assert.Empty(Home.Podio.Requests);
    }

    [Fact]
    public async Task Login_warns_about_it()
    {
        Home.Environment = Home.Environment.With("PODIO_ACCESS_TOKEN", "another-token-0123456789");
        var run = await Home.RunAsync("login", "--grant", "password");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("podio-token: PODIO_ACCESS_TOKEN is set", run.Error, StringComparison.Ordinal);
    }
}

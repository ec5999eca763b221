namespace PodioOAuth.Functional.PodioToken.Tests.Login;

/// <summary><c>login --grant password</c> and <c>app</c>, second factors, and where each value comes from.</summary>
public sealed class OwnGrantTests : InHome
{
    private const string OneTimeCode = "012345";
    private const string RecoveryCode = "made-up-recovery-code";

    [Theory, InlineData("password", "user"), InlineData("app", "app")]
    public async Task The_login_is_kept_and_continues_without_password_or_app_token(string grant, string account)
    {
        var run = await Home.RunAsync("login", "--grant", grant, "--json");
        Assert.Equal((0, Home.Announcement), (run.ExitCode, run.Error));
        Assert.Equal(account, JsonElement.Parse(run.Output).GetProperty("ref").GetProperty("type").GetString());
        Home.Environment = new Dictionary<string, string> { ["PODIO_TOKEN_HOME"] = Home.Environment["PODIO_TOKEN_HOME"] };
        var first = await Home.TokenAsync();
        Home.Time.Advance(TimeSpan.FromHours(9));
        Assert.NotEqual(first, await Home.TokenAsync());
    }

    [Fact]
    public async Task What_is_missing_is_asked_for_and_only_secrets_are_hidden()
    {
        Home.Environment = Home.Environment.Where(pair => pair.Key is "PODIO_URL" or "PODIO_TOKEN_HOME").ToDictionary();
        var person = new Asked(
            SamplePodio.Client.ClientId, SamplePodio.Client.ClientSecret.Reveal(), SamplePodio.Username, SamplePodio.Password.Reveal());
        var run = await Home.RunAsync(person, "login", "--grant", "password");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal([("Client id", false), ("Client secret", true), ("Username", false), ("Password", true)], person.Questions);
    }

    [Theory, InlineData(OneTimeCode, 0), InlineData(RecoveryCode, 0), InlineData("999999", 12)]
    public async Task The_second_factor_is_requested(string answer, int code)
    {
        await using var home = await WithSecondFactorAsync();
        var person = new Asked(answer);
        var run = await home.RunAsync(person, "login", "--grant", "password");
        Assert.Equal(code, run.ExitCode);
        Assert.Equal([("One-time code or recovery code", true)], person.Questions);
        Assert.Equal(code == 0, File.Exists(home.ProfileFile()));
    }

    [Fact]
    public async Task If_the_second_factor_is_not_answered_it_exits_with_14()
    {
        await using var home = await WithSecondFactorAsync();
        Assert.Equal(14, (await home.RunAsync("login", "--grant", "password")).ExitCode);
        Assert.Equal(14, (await home.RunAsync("password")).ExitCode);
    }

    [Fact]
    public async Task The_command_password_asks_a_person_for_missing_values_and_the_second_factor()
    {
        await using var home = await WithSecondFactorAsync();
        home.Environment = home.Environment.With("PODIO_PASSWORD", null);
        var run = await home.RunAsync(new Asked(SamplePodio.Password.Reveal(), OneTimeCode), "password", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("token", JsonElement.Parse(run.Output).GetProperty("outcome").GetString());
        Assert.False(File.Exists(home.ProfileFile()));
    }

    [Theory, InlineData(""), InlineData("http://podio.example.com")]
    public async Task An_invalid_address_exits_with_10_and_sends_nothing_to_Podio_instead(string url)
    {
        Home.Environment["PODIO_URL"] = url;
        var run = await Home.RunAsync("login", "--grant", "app");
        Assert.Equal((10, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("podio-token: PODIO_URL isn't a valid address. ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_client_secret_comes_from_a_file_before_all_else()
    {
        await File.WriteAllTextAsync(Home["secret"], $"{SamplePodio.Client.ClientSecret.Reveal()}\n");
        Home.Environment["PODIO_CLIENT_SECRET"] = "another-that-is-wrong";
        Assert.Equal(0, (await Home.RunAsync("login", "--grant", "app", "--client-secret-file", Home["secret"])).ExitCode);
        var missing = await Home.RunAsync("login", "--grant", "app", "--client-secret-file", Home["none"]);
        Assert.Equal((2, ""), (missing.ExitCode, missing.Output));
    }

    [Fact]
    public async Task Signing_in_again_takes_what_the_profile_has()
    {
        await Home.SignInAsync();
        Home.Environment = Home.Environment
            .Where(pair => pair.Key is "PODIO_URL" or "PODIO_TOKEN_HOME" or "PODIO_PASSWORD" or "PODIO_USERNAME").ToDictionary();
        Assert.Equal(0, (await Home.RunAsync("login")).ExitCode);
    }

    [Fact]
    public async Task A_kept_client_secret_never_goes_to_another_server()
    {
        await Home.SignInAsync();
        var asked = false;
        await using var another = await LocalPodio.StartAsync(_ =>
        {
            asked = true;
            return Server.Granted();
        });
        Home.Environment = Home.Environment.With("PODIO_CLIENT_SECRET", null).With("PODIO_URL", another.Address.AbsoluteUri);
        var run = await Home.RunAsync("login");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.EndsWith("PODIO_CLIENT_SECRET.\n", run.Error, StringComparison.Ordinal);
        Assert.False(asked);
    }

    [Fact]
    public async Task A_login_of_another_key_replaces_the_one_before_and_a_refused_one_does_not()
    {
        var before = await Home.SignInAsync("--store", "plain");
        Home.Environment["PODIO_CLIENT_SECRET"] = "another-that-is-wrong";
        Assert.Equal(12, (await Home.RunAsync("login", "--grant", "app")).ExitCode);
        Assert.Equal(before, await Home.TokenAsync());

        Home.Podio.Update(state => state.WithClient(new ClientCredentials("another", "another-that-is-wrong")));
        var run = await Home.RunAsync("login", "--grant", "app", "--client-id", "another", "--store", "encrypted", "--force");
        Assert.Equal(0, run.ExitCode);
        Assert.True(Home.IsPlainEmpty);
        Assert.NotEqual(before, await Home.TokenAsync());
    }

    [Fact]
    public async Task The_plain_store_warns_and_is_never_chosen_by_itself()
    {
        var plain = await Home.RunAsync("login", "--grant", "app", "--store", "plain");
        Assert.StartsWith(
            $"{Home.Announcement}podio-token: --store plain saves the login unencrypted", plain.Error, StringComparison.Ordinal);
        Assert.Equal(Home.Announcement, (await Home.RunAsync("login", "--grant", "app", "--profile", "second")).Error);
        Assert.All(Directory.GetFiles(Home.Logins, "*.json"), file =>
            Assert.StartsWith("podio-oauth-protected/1\n", File.ReadAllText(file).Split('\n', 2)[1], StringComparison.Ordinal));
    }

    private static async Task<Home> WithSecondFactorAsync()
    {
        var home = await Home.StartAsync();
        home.Podio.Update(state => state.WithSecondFactor(SamplePodio.UserId, OneTimeCode, [new Secret(RecoveryCode)]));
        return home;
    }
}

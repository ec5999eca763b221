namespace PodioOAuth.Functional.PodioToken.Tests.Login;

/// <summary>A sign-in of another account than the profile's: it says so, and replaces nothing unless that is wanted.</summary>
public sealed class OtherAccountTests
{
    private static readonly Secret Password = "made-up-password-of-joan";

    [Theory, InlineData(true), InlineData(false)]
    public async Task Without_a_terminal_it_replaces_nothing(bool isCode)
    {
        await using var home = await WithJoanAsync();
        var before = await home.SignInAsync();
        var run = await LoginAsJoanAsync(home, isCode, questions: null);
        Assert.Equal((41, ""), (run.ExitCode, run.Output));
        Assert.Contains(
            "Profile default is signed in as user 2043311, and this sign-in is for user 7. Nothing was changed.",
            run.Error,
            StringComparison.Ordinal);
        Assert.Equal(before, await home.TokenAsync());
        Assert.Equal(0, (await home.RunAsync("doctor")).ExitCode);
    }

    [Theory]
    [InlineData(true, "yes", 0), InlineData(true, "no", 41), InlineData(true, "", 41)]
    [InlineData(false, "Y", 0), InlineData(false, "n", 41)]
    public async Task A_person_is_asked(bool isCode, string answer, int code)
    {
        await using var home = await WithJoanAsync();
        await home.SignInAsync();
        var person = new Asked(answer);
        Assert.Equal(code, (await LoginAsJoanAsync(home, isCode, person)).ExitCode);
        var (question, isSecret) = Assert.Single(person.Questions);
        Assert.Equal(
            ("Profile default is signed in as user 2043311, and this sign-in is for user 7. Replace it? (yes or no)", false),
            (question, isSecret));
        Assert.Equal(code == 0 ? 7 : 2043311, await AccountAsync(home));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Force_replaces_it(bool isCode)
    {
        await using var home = await WithJoanAsync();
        await home.SignInAsync();
        var run = await LoginAsJoanAsync(home, isCode, questions: null, "--force");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith($"Signed in as user 7 at {home.Address.Authority}.\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(7, await AccountAsync(home));
    }

    [Fact]
    public async Task There_is_no_question_for_the_same_account_or_after_a_logout()
    {
        await using var home = await WithJoanAsync();
        await home.SignInAsync();
        await home.SignInAsync();
        Assert.Equal(0, (await home.RunAsync("logout")).ExitCode);
        Assert.Equal(0, (await LoginAsJoanAsync(home, isCode: false, questions: null)).ExitCode);
    }

    private static async Task<Home> WithJoanAsync()
    {
        var home = await Home.StartAsync();
        home.Podio.Update(state => state.WithUser(7, "joan@example.com", Password));
        return home;
    }

    private static Task<ToolRun> LoginAsJoanAsync(Home home, bool isCode, Asked? questions, params string[] options)
    {
        home.Podio.Update(state => state.WithConsent(Consent.Agree(7)));
        home.Environment = home.Environment.With("PODIO_USERNAME", "joan@example.com").With("PODIO_PASSWORD", Password.Reveal());
        return home.RunAsync(questions, new ScriptedBrowser(), ["login", "--grant", isCode ? "code" : "password", .. options]);
    }

    private static async Task<long> AccountAsync(Home home) =>
        JsonElement.Parse((await home.RunAsync("status", "--json")).Output).GetProperty("ref").GetProperty("id").GetInt64();
}

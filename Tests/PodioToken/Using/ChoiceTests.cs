namespace PodioOAuth.Functional.PodioToken.Tests.Using;

/// <summary>Which profile a command uses, and the list of them.</summary>
public sealed class ChoiceTests : InHome
{
    [Fact]
    public async Task Option_variable_choice_and_default_count_in_this_order()
    {
        var ofDefault = await Home.SignInAsync();
        var ofOne = await Home.SignInAsync("--profile", "one");
        var ofTwo = await Home.SignInAsync("--profile", "two");
        Assert.Equal(ofDefault, await Home.TokenAsync());
        Assert.Equal(new ToolRun(0, "Commands now use profile one.\n", ""), await Home.RunAsync("profile", "use", "one"));
        Assert.Equal(ofOne, await Home.TokenAsync());
        Assert.Equal("Profile    one\nChosen by  podio-token profile use\n", (await Home.RunAsync("profile")).Output);
        Home.Environment = Home.Environment.With("PODIO_TOKEN_PROFILE", "two");
        Assert.Equal(ofTwo, await Home.TokenAsync());
        Assert.Equal(ofDefault, await Home.TokenAsync("-p", "default"));
        Assert.Contains("PODIO_TOKEN_PROFILE is set", (await Home.RunAsync("profile", "use", "one")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_profile_that_is_there_can_be_chosen()
    {
        Assert.Equal(
            new ToolRun(40, "", "podio-token: There is no profile work. To sign in: podio-token login --profile work\n"),
            await Home.RunAsync("profile", "use", "work"));
        Assert.Equal(1, (await Home.RunAsync("profile", "use", "../work")).ExitCode);
        Home.Environment = Home.Environment.With("PODIO_TOKEN_PROFILE", "../work");
        var run = await Home.RunAsync("token");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("podio-token: PODIO_TOKEN_PROFILE isn't the name of a profile.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_says_whose_where_until_when_and_which_is_in_use()
    {
        await Home.SignInAsync();
        await Home.SignInAsync("--profile", "work");
        await Home.RunAsync("logout");
        await Home.RunAsync("profile", "use", "work");
        await Home.StopPodioAsync(); // It asks nobody.
        var expiry = Home.Time.GetUtcNow().AddHours(8).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
        var run = await Home.RunAsync("profiles");
        Assert.Equal(
            $"  default  -             {Home.Address.Authority}  sign in again\n"
                + $"* work     user 2043311  {Home.Address.Authority}  {expiry}\n",
            run.Output);
        var json = JsonElement.Parse((await Home.RunAsync("profiles", "--json")).Output).GetProperty("profiles").EnumerateArray().ToArray();
        Assert.Equal([false, true], json.Select(profile => profile.GetProperty("current").GetBoolean()));
        Assert.Equal(["sign_in_again", "signed_in"], json.Select(profile => profile.GetProperty("outcome").GetString()));
        Assert.Equal(2043311, json[1].GetProperty("ref").GetProperty("id").GetInt64());
        Assert.Equal(expiry, json[1].GetProperty("expires_at").GetString());
    }

    [Fact]
    public async Task If_there_is_none_the_list_says_how_to_start()
    {
        Assert.Equal(new ToolRun(0, "There are no profiles. To sign in: podio-token login\n", ""), await Home.RunAsync("profiles"));
        Assert.Equal("""{"outcome":"profiles","profiles":[]}""" + "\n", (await Home.RunAsync("profiles", "--json")).Output);
    }

    [Fact]
    public async Task Status_of_all_has_one_line_each_and_exits_with_the_worst_code()
    {
        await Home.SignInAsync();
        await Home.SignInAsync("--profile", "work");
        Assert.Equal(0, (await Home.RunAsync("status", "--all")).ExitCode);
        await Home.RunAsync("logout", "-p", "work");
        var run = await Home.RunAsync("status", "--all");
        Assert.Equal((20, ""), (run.ExitCode, run.Error));
        Assert.Matches(
            $@"^default  Signed in as user 2043311 at {Home.Address.Authority}\. Expires \S+Z\.\n"
                + @"work     Not signed in\. \(podio-token login --profile work\)\n$",
            run.Output);
        var json = JsonElement.Parse((await Home.RunAsync("status", "--all", "--json")).Output);
        Assert.Equal("sign_in_again", json.GetProperty("outcome").GetString());
        Assert.Equal(
            [("default", "signed_in"), ("work", "sign_in_again")],
            json.GetProperty("profiles").EnumerateArray()
                .Select(one => (one.GetProperty("profile").GetString()!, one.GetProperty("outcome").GetString()!)));
    }

    [Fact]
    public async Task Logout_of_all_reports_each_and_exits_with_the_worst_code()
    {
        await Home.SignInAsync();
        await Home.SignInAsync("--profile", "work");
        var run = await Home.RunAsync("logout", "--all");
        Assert.Equal(new ToolRun(0, "default  Signed out of profile default.\nwork     Signed out of profile work.\n", ""), run);
        await Home.SignInAsync("--profile", "work");
        await Home.StopPodioAsync();
        run = await Home.RunAsync("logout", "--all", "--json");
        Assert.Equal(36, run.ExitCode);
        var all = JsonElement.Parse(run.Output).GetProperty("profiles").EnumerateArray().ToArray();
        Assert.Equal(["signed_out", "not_ended"], all.Select(one => one.GetProperty("outcome").GetString()));
        Assert.Equal(1, (await Home.RunAsync("logout", "--all", "-p", "work")).ExitCode);
    }

    [Theory]
    [InlineData("token", "Not signed in. (podio-token login --profile jane)")]
    [InlineData("status", "Not signed in. (podio-token login --profile jane)")]
    [InlineData("whoami", "Not signed in. (podio-token login --profile jane)")]
    public async Task Every_command_reports_signed_out_the_same_way_and_its_fix_names_the_profile(string command, string sentence)
    {
        await Home.SignInAsync("--profile", "jane");
        await Home.RunAsync("logout", "--profile", "jane");
        Home.Environment = Home.Environment.With("PODIO_TOKEN_PROFILE", "jane");
        var run = await Home.RunAsync(command);
        Assert.Equal((20, $"podio-token: {sentence}\n"), (run.ExitCode, run.Error));
        var json = JsonElement.Parse((await Home.RunAsync(command, "--json")).Output);
        Assert.Equal("signed_out", json.GetProperty("reason").GetString());
        var doctor = JsonElement.Parse((await Home.RunAsync("doctor", "--json")).Output);
        Assert.Equal("podio-token login --profile jane", doctor.GetProperty("cure").GetString());
        Assert.Equal("Not signed in.", doctor.GetProperty("happened").GetString());
        var again = await Home.RunAsync("logout", "--json");
        Assert.Equal((0, "nothing"), (again.ExitCode, JsonElement.Parse(again.Output).GetProperty("at_podio").GetString()));
        Assert.StartsWith(
            "Profile jane wasn't signed in. There was nothing to revoke.\n",
            (await Home.RunAsync("logout")).Output,
            StringComparison.Ordinal);
    }
}

using PodioToken.Reports;

namespace PodioOAuth.Functional.PodioToken.Tests.Using;

/// <summary>How much is told, and in which words.</summary>
public sealed class MannerTests : InHome
{
    [Fact]
    public async Task Verbose_prints_each_request_with_its_id_and_no_secret()
    {
        Home.Time.Advance(TimeSpan.FromSeconds(1));
        var login = await Home.RunAsync("login", "--grant", "password", "--verbose");
        Assert.StartsWith(Home.Announcement, login.Error, StringComparison.Ordinal);
        Assert.Matches(
            $@"^podio-token: POST {Home.Address.Authority}/oauth/token: 200, request ID \w+, \d+ ms\n$",
            login.Error[Home.Announcement.Length..]);
        var token = LeakSearch.For("access_token", new Secret(await Home.TokenAsync()));
        var api = (await Home.RunAsync("api", "oauth/scope?secret=x", "-v")).WithoutLeaks(token);
        Assert.Matches($@"^podio-token: GET {Home.Address.Authority}/oauth/scope: 200, request ID \w+, \d+ ms\n$", api.Error);
        var one = await ToolRun.OfAsync(Home.Environment, "app", "-v");
        Assert.Matches($@"^podio-token: POST {Home.Address.Authority}/oauth/token: 200, request ID \w+, \d+ ms\n$", one.Error);
        await Home.StopPodioAsync();
        Assert.Matches(@"/oauth/scope: no reply \(ConnectionError\), \d+ ms\n", (await Home.RunAsync("whoami", "-v")).Error);
    }

    [Fact]
    public async Task Quiet_leaves_errors_and_what_a_script_reads()
    {
        Assert.Equal(new ToolRun(0, "", ""), await Home.RunAsync("login", "--grant", "password", "--store", "plain", "-q"));
        Assert.Equal(new ToolRun(0, "", ""), await Home.RunAsync("status", "--quiet"));
        Assert.NotEqual("", (await Home.RunAsync("token", "-q")).Output);
        Assert.Equal(new ToolRun(0, "", ""), await ToolRun.OfAsync(Home.Environment, "app", "-q"));
        await Home.RunAsync("logout", "-q");
        Assert.Equal(new ToolRun(20, "", "podio-token: Not signed in. (podio-token login)\n"), await Home.RunAsync("status", "-q"));
    }

    [Fact]
    public async Task A_login_says_who_signed_in_where()
    {
        var run = await Home.RunAsync("login", "--grant", "password");
        Assert.StartsWith($"Signed in as user 2043311 at {Home.Address.Authority}.\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token", "--profile", "jane"), InlineData("whoami", "--profile", "jane")]
    [InlineData("api", "oauth/scope", "--profile", "jane")]
    public async Task If_there_is_no_answer_host_and_profile_are_reported(params string[] args)
    {
        await Home.SignInAsync("--profile", "jane");
        await Home.StopPodioAsync();
        Home.Time.Advance(TimeSpan.FromHours(9));
        var run = await Home.RunAsync(args);
        Assert.Equal(11, run.ExitCode);
        Assert.StartsWith(
            $"podio-token: {Home.Address.Authority} (profile jane) couldn't be reached: the connection was refused.", run.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_names_the_host_that_it_did_not_reach()
    {
        await Home.StopPodioAsync();
        var run = await Home.RunAsync("login", "--grant", "password", "--profile", "jane");
        Assert.Equal(11, run.ExitCode);
        Assert.Contains($"{Home.Address.Authority} (profile jane) couldn't be reached", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_other_than_the_profiles_causes_a_warning_and_is_not_used()
    {
        var token = await Home.SignInAsync();
        Home.Environment = Home.Environment.With("PODIO_URL", "https://podio.example.com");
        var run = await Home.RunAsync("whoami");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            "podio-token: PODIO_URL differs from the address that profile default was signed in at. "
                + $"The profile's address is used: {Home.Address}\n",
            run.Error);
        Assert.Equal(token, (await Home.RunAsync("token")).Output.TrimEnd());
    }

    [Fact]
    public async Task The_error_for_an_unavailable_keychain_names_the_fix()
    {
        Home.Environment = Home.Environment.With("DBUS_SESSION_BUS_ADDRESS", null);
        var run = await Home.RunAsync("login", "--grant", "password", "--store", "keychain", "--profile", "jane");
        Assert.True(
            run.ExitCode == 0
                || run.Error.EndsWith("podio-token login --store encrypted --profile jane\n", StringComparison.Ordinal)
                || run.Error.EndsWith("podio-token login --profile jane --store encrypted\n", StringComparison.Ordinal),
            run.Error);
    }

    [Theory]
    [InlineData("2026-11-29T18:00:00Z", "in 7 hours (18:00)")]
    [InlineData("2026-11-29T18:59:50Z", "in 8 hours (18:59)")]
    [InlineData("2026-11-29T11:59:59Z", "in 59 minutes (11:59)")]
    [InlineData("2026-11-29T11:01:00Z", "in 1 minute (11:01)")]
    [InlineData("2026-11-29T11:00:30Z", "in less than a minute (11:00)")]
    [InlineData("2026-11-29T10:40:00Z", "20 minutes ago (10:40)")]
    [InlineData("2026-12-01T18:00:00Z", "in 2 days (Tue 18:00)")]
    [InlineData("2026-11-30T02:00:00Z", "in 15 hours (Mon 02:00)")]
    [InlineData("2027-01-29T18:00:00Z", "in 61 days (2027-01-29 18:00)")]
    public void A_person_at_a_terminal_reads_the_clock_on_the_wall(string instant, string text) => Assert.Equal(
        text,
        Moments.Text(
            DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture),
            new DateTimeOffset(2026, 11, 29, 11, 0, 0, TimeSpan.Zero),
            TimeZoneInfo.Utc));

    [Fact]
    public void And_in_their_own_time_zone() => Assert.Equal(
        "in 7 hours (20:00)",
        Moments.Text(
            new DateTimeOffset(2026, 11, 29, 18, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2026, 11, 29, 11, 0, 0, TimeSpan.Zero),
            TimeZoneInfo.CreateCustomTimeZone("two", TimeSpan.FromHours(2), "two", "two")));

    [Theory, InlineData(20), InlineData(40), InlineData(80)]
    public void A_paragraph_ends_its_lines_between_words(int width)
    {
        const string Text = "podio-token: The grant was not ended at https://podio.example.com/an-address/that-fits/no/line at all.";
        var lines = Lines.Wrap(Text, width).ToArray();
        Assert.Equal(Text, string.Join(' ', lines));
        Assert.All(lines, line => Assert.True(line.Length <= width || !line.Contains(' ', StringComparison.Ordinal), line));
    }
}

using System.Text.Json.Nodes;
using PodioOAuth.Functional.PodioToken.Tests.Running;
using PodioToken.Doctoring;

namespace PodioOAuth.Functional.PodioToken.Tests.Profiles;

/// <summary><c>doctor --capture</c>: what Podio says is in a private file, and no secret of anybody's is.</summary>
public sealed class DoctorCaptureTests
{
    [Theory, InlineData("encrypted"), InlineData("plain")]
    public async Task It_records_a_renewal_and_a_call_and_no_secret(string store)
    {
        await using var home = await Home.StartAsync();
        var before = await home.SignInAsync("--store", store);
        home.Time.Advance(TimeSpan.FromMinutes(1));
        home.Podio.ForgetRequests();
        var file = home["podio.json"];
        var run = await home.RunAsync("doctor", "--capture", file, "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var json = JsonNode.Parse(run.Output)!;
        Assert.Equal(("fine", file), (json["outcome"]!.GetValue<string>(), json["capture"]!.GetValue<string>()));
        Assert.Equal(2, json["exchanges"]!.AsArray().Count);
        Assert.Equal(["/oauth/token", "/oauth/scope"], home.Podio.Requests.Select(request => request.Path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        var after = await home.TokenAsync();
        Assert.NotEqual(before, after);
        var search = LeakSearch.For("before", before).And(LeakSearch.For("after", after))
            .And(LeakSearch.For("client", SamplePodio.Client.ClientId)).And(LeakSearch.For("secret", SamplePodio.Client.ClientSecret))
            .And(LeakSearch.For("password", SamplePodio.Password)).And(LeakSearch.For("user", $"{SamplePodio.UserId}"));
        Assert.Empty(search.In("file", await File.ReadAllTextAsync(file)));
        run.WithoutLeaks(search);

        var replay = Recording.Load(file).ToTransport();
        var token = await replay.RequestTokenAsync(new TokenRequest(SamplePodio.Client, Grant.RefreshToken("any")));
        Assert.True(token.Match(Right: it => it.Reference is UserReference, Left: _ => false));
    }

    [Fact]
    public async Task A_person_reads_where_it_is_and_what_is_in_it()
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync();
        home.Time.Advance(TimeSpan.FromMinutes(1));
        var run = await home.RunAsync("doctor", "--capture", home["podio.json"]);
        Assert.Contains(home["podio.json"], run.Output, StringComparison.Ordinal);
        Assert.Contains("grant_type=refresh_token, status 200; /oauth/scope, status 200", run.Output, StringComparison.Ordinal);
        Assert.Contains("read the file before you send it", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Podio_rejects_is_recorded_too()
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync();
        home.Time.Advance(TimeSpan.FromMinutes(1));
        home.Podio.Update(state => state.RevokeAll());
        Assert.Equal(20, (await home.RunAsync("doctor", "--capture", home["podio.json"])).ExitCode);
        var error = TokenReply.Parse(Assert.Single(Recording.Load(home["podio.json"]).Exchanges).Reply!);
        Assert.Equal("invalid_grant", error.Match(Right: _ => "", Left: it => (it as RejectedError)?.Code.Reveal() ?? ""));
    }

    [Fact]
    public async Task An_existing_file_is_kept_and_nothing_is_sent()
    {
        await using var home = await Home.StartAsync();
        await home.SignInAsync();
        home.Podio.ForgetRequests();
        await File.WriteAllTextAsync(home["podio.json"], "mine");
        foreach (var file in new[] { home["podio.json"], home["no/such/folder"] })
        {
            var run = await home.RunAsync("doctor", "--capture", file);
            Assert.Equal(10, run.ExitCode);
            Assert.EndsWith(" Nothing was sent.\n", run.Error, StringComparison.Ordinal);
        }

        Assert.Empty(home.Podio.Requests);
        Assert.Equal("mine", await File.ReadAllTextAsync(home["podio.json"]));
    }

    [Fact]
    public async Task Without_an_exchange_there_is_no_file()
    {
        await using var home = await Home.StartAsync();
        Assert.Equal(40, (await home.RunAsync("doctor", "--capture", home["podio.json"])).ExitCode);
        await home.SignInAsync();
        Assert.Equal(1, (await home.RunAsync("doctor", "--capture", home["podio.json"], "--offline")).ExitCode);
        home.Time.Advance(TimeSpan.FromHours(9));
        home.Podio.Update(state => state.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300))));
        Assert.Equal(21, (await home.RunAsync("token")).ExitCode);
        Assert.Equal(21, (await home.RunAsync("doctor", "--capture", home["podio.json"])).ExitCode);
        Assert.False(File.Exists(home["podio.json"]));

        using (var capture = CaptureFile.Prepare(home["podio.json"]))
        {
            Assert.Null(Assert.Single(capture.Save()).Value);
        }

        Assert.False(File.Exists(home["podio.json"]));
    }
}

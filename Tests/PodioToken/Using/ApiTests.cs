namespace PodioOAuth.Functional.PodioToken.Tests.Using;

/// <summary><c>api</c>: a call of the API by hand.</summary>
public sealed class ApiTests : InHome
{
    /// <summary>Replies that are valid JSON and can't be written as such: halves of surrogate pairs, and one level too many for the object
    /// around it.</summary>
    public static TheoryData<string> Unwritable =>
        ["""{"t":"caf\ud83d"}""", """{"\ud83d":1}""", """["\udc00"]""", new string('[', 64) + new string(']', 64)];

    [Theory, InlineData("oauth/scope"), InlineData("/oauth/scope"), InlineData("/oauth/scope?a=b")]
    [InlineData("/oauth/scope?query=https://example.com")]
    public async Task The_body_is_returned_unchanged(string path)
    {
        await Home.SignInAsync();
        Assert.Equal(new ToolRun(0, """{"scope":"global:all"}""", ""), await Home.RunAsync("api", path));
    }

    [Fact]
    public async Task An_address_of_the_same_API_is_accepted()
    {
        await Home.SignInAsync();
        Assert.Equal(0, (await Home.RunAsync("api", new Uri(Home.Address, "oauth/scope").AbsoluteUri)).ExitCode);
    }

    [Theory]
    [InlineData("https://podio.example.com/oauth/scope"), InlineData("http://127.0.0.1:1/oauth/scope")]
    [InlineData("//127.0.0.1:1/oauth/scope"), InlineData("/\\127.0.0.1:1/oauth/scope"), InlineData("file:///etc/passwd")]
    public async Task Nothing_is_sent_to_another_origin(string path)
    {
        await Home.SignInAsync();
        Home.Podio.ForgetRequests();
        var run = await Home.RunAsync("api", path);
        Assert.Equal((10, ""), (run.ExitCode, run.Output));
        Assert.EndsWith("Nothing was sent.\n", run.Error, StringComparison.Ordinal);
        Assert.Empty(Home.Podio.Requests);
    }

    [Fact]
    public async Task Method_and_body_are_sent_and_the_token_with_them()
    {
        ReceivedRequest? seen = null;
        await using var home = await Home.StartAsync(request => request.RevealPath().StartsWith("/item", StringComparison.Ordinal)
            ? Keep(request)
            : null);
        var token = await home.SignInAsync();
        await File.WriteAllTextAsync(home["body.json"], """{"title":"é"}""");
        Assert.Equal(0, (await home.RunAsync("api", "item/1", "-X", "put", "--input", home["body.json"])).ExitCode);
        Assert.Equal(
            ("PUT", "application/json", $"OAuth2 {token}", """{"title":"é"}"""),
            (seen!.Method, seen.RevealContentType(), seen.Authorization!.Reveal(), Encoding.UTF8.GetString(seen.AsMemory().Span)));
        Assert.Equal(0, (await home.RunAsync("api", "item/1", "--input", home["body.json"])).ExitCode);
        Assert.Equal("POST", seen.Method);
        Assert.Equal(0, (await home.RunAsync("api", "item/1")).ExitCode);
        Assert.Equal("GET", seen.Method);
        Assert.Equal(10, (await home.RunAsync("api", "item/1", "--input", home["no-such-file"])).ExitCode);

        HttpReply Keep(ReceivedRequest request)
        {
            seen = request;
            return Server.Json(200, "{}");
        }
    }

    [Theory]
    [InlineData(400, 12), InlineData(404, 12)]
    [InlineData(420, 13), InlineData(503, 15)]
    public async Task A_failure_has_its_class_and_its_body(int status, int code)
    {
        const string Body = """{"error":"made_up","error_description":"nope"}""";
        await using var home = await Home.StartAsync(request =>
            request.RevealPath().StartsWith("/item", StringComparison.Ordinal) ? Server.Json(status, Body) : null);
        await home.SignInAsync();
        var run = await home.RunAsync("api", "item/1");
        Assert.Equal((code, Body), (run.ExitCode, run.Output));
        Assert.StartsWith("podio-token: ", run.Error, StringComparison.Ordinal);
        var json = JsonElement.Parse((await home.RunAsync("api", "item/1", "--json")).Output);
        Assert.Equal(status, json.GetProperty("status").GetInt32());
        Assert.Equal("made_up", json.GetProperty("body").GetProperty("error").GetString());
        Assert.NotEqual("", json.GetProperty("message").GetString());
    }

    [Theory, MemberData(nameof(Unwritable))]
    public async Task For_programs_a_body_that_cannot_be_embedded_is_text(string body)
    {
        await using var home = await Home.StartAsync(request =>
            request.RevealPath().StartsWith("/item", StringComparison.Ordinal) ? Server.Json(200, body) : null);
        await home.SignInAsync();
        var run = await home.RunAsync("api", "item/1", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(body, JsonElement.Parse(run.Output).GetProperty("body").GetString());
    }

    [Fact]
    public async Task Headers_come_first_where_they_are_wanted()
    {
        await Home.SignInAsync();
        var run = await Home.RunAsync("api", "oauth/scope", "-i");
        Assert.StartsWith("HTTP/1.1 200 OK\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\nX-Podio-Request-Id: ", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n\n{\"scope\":\"global:all\"}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_Podio_let_expire_is_renewed_on_the_way()
    {
        var before = await Home.SignInAsync();
        Home.Podio.MoveClock(TimeSpan.FromHours(9));
        Assert.Equal(0, (await Home.RunAsync("api", "oauth/scope")).ExitCode);
        Assert.NotEqual(before, await Home.TokenAsync());
    }

    [SkippableFact]
    public async Task Standard_input_is_sent_and_bytes_come_out_as_they_came()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no sh.");
        byte[] bytes = [0, 255, 254, 13, 10, 128];
        await using var home = await Home.StartAsync(request =>
            request.RevealPath() == "/echo" ? new HttpReply(200, "image/png", request.AsMemory()) : null);
        await home.SignInAsync();
        await File.WriteAllBytesAsync(home["in"], bytes);
        const string Script = "dotnet \"$0\" api echo --input - < \"$1\" > \"$2\"";
        using var tool = ToolProcess.StartProgram(home.Environment, "sh", "-c", Script, ToolProcess.Assembly, home["in"], home["out"]);
        Assert.Equal(new ToolRun(0, "", ""), await tool.EndAsync());
        Assert.Equal(bytes, await File.ReadAllBytesAsync(home["out"]));
    }
}

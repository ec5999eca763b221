namespace PodioOAuth.Functional.Analyzers.Tests;

/// <summary>What each rule reports, what it leaves alone, and what its fix makes of it.</summary>
public sealed class RuleTests
{
    [Theory]
    [InlineData("", "TokenRequest.Encode(request);")]
    [InlineData("", "TokenRequest.Validate(request);")]
    [InlineData("", "podio.RequestTokenAsync(request);")]
    [InlineData("", "await podio.RequestTokenAsync(request);")]
    [InlineData("", "await podio.RequestTokenAsync(request).ConfigureAwait(false);")]
    [InlineData("if (secret is null) ", "await podio.RequestTokenAsync(request);")]
    public async Task An_ignored_outcome_is_reported(string before, string statement) =>
        Assert.Equal($"PODIO1001 {statement}", Assert.Single(await new Sample(before + statement).FindAsync()));

    [Theory]
    [InlineData("""logger.LogInformation($"token {secret.Reveal()}");""", "secret.Reveal()")]
    [InlineData("""logger.LogInformation("token {Token}", secret.Reveal());""", "secret.Reveal()")]
    [InlineData("""logger.LogInformation("token " + token.AccessToken.Reveal());""", "token.AccessToken.Reveal()")]
    [InlineData("""Console.WriteLine(token.RevealAuthorizationHeader());""", "token.RevealAuthorizationHeader()")]
    [InlineData("""Console.WriteLine(token.RevealAuthenticationHeader());""", "token.RevealAuthenticationHeader()")]
    [InlineData("""Console.Error.WriteLine(secret.Reveal());""", "secret.Reveal()")]
    [InlineData("""Console.Out.Write($"token {secret.Reveal()}");""", "secret.Reveal()")]
    [InlineData("""await Console.Error.WriteLineAsync(secret.Reveal());""", "secret.Reveal()")]
    [InlineData("""throw new InvalidOperationException($"refused {secret.Reveal()}");""", "secret.Reveal()")]
    [InlineData("""var address = new Uri($"https://example.com/?token={secret.Reveal()}");""", "secret.Reveal()")]
    [InlineData("""var line = $"token {secret.Reveal()}"; logger.LogWarning(line);""", "secret.Reveal()")]
    [InlineData("""string line = (line = "token ") + secret.Reveal(); logger.LogWarning(line);""", "secret.Reveal()")]
    [InlineData("""System.Diagnostics.Debug.WriteLine(secret.Reveal().Trim());""", "secret.Reveal()")]
    [InlineData("""logger.LogInformation("{Token}", token is null ? 0 : secret.Reveal());""", "secret.Reveal()")]
    [InlineData("""logger.LogInformation("{Both}", new { Token = secret.Reveal() });""", "secret.Reveal()")]
    [InlineData("""logger.LogInformation("{Both}", (1, secret.Reveal()));""", "secret.Reveal()")]
    [InlineData("""logger.LogInformation("{First}", token is null ? "none" : secret.Reveal()[..1]);""", "secret.Reveal()")]
    [InlineData("""Console.WriteLine("{0} {1} {2} {3}", 1, 2, 3, secret.Reveal());""", "secret.Reveal()")]
    [InlineData("""System.Diagnostics.Debug.Assert(token is null, $"not {secret.Reveal()}");""", "secret.Reveal()")]
    [InlineData("""var address = new UriBuilder("https://example.com") { Query = secret.Reveal() };""", "secret.Reveal()")]
    public async Task A_secret_that_is_revealed_to_others_is_reported(string statement, string where) =>
        Assert.Equal($"PODIO1002 {where}", Assert.Single(await new Sample(statement).FindAsync()));

    [Theory]
    [InlineData("""var text = $"token {secret}";""", "secret")]
    [InlineData("""var text = "token " + token.AccessToken;""", "token.AccessToken")]
    public async Task A_secret_that_prints_redacted_is_pointed_out(string statement, string where) =>
        Assert.Equal($"PODIO1003 {where}", Assert.Single(await new Sample(statement).FindAsync()));

    [Theory]
    [InlineData("HttpClientTransport.Create(new HttpClient());", "new HttpClient()")]
    [InlineData("using var own = new HttpClient(); HttpClientTransport.Create(own);", "new HttpClient()")]
    [InlineData("HttpClientTransport.Create(new HttpClient(new HttpClientHandler()));", "new HttpClient(new HttpClientHandler())")]
    [InlineData("HttpClientTransport.Create(new(new SocketsHttpHandler()));", "new(new SocketsHttpHandler())")]
    [InlineData(
        "var handler = new HttpClientHandler { AllowAutoRedirect = true }; HttpClientTransport.Create(new HttpClient(handler));",
        "new HttpClient(handler)")]
    [InlineData(
        "HttpClientTransport.Create(new HttpClient(disposeHandler: false, handler: new HttpClientHandler()));",
        "new HttpClient(disposeHandler: false, handler: new HttpClientHandler())")]
    [InlineData("FlurlTransport.Create(new FlurlClient(new HttpClient()));", "new HttpClient()")]
    public async Task A_client_that_follows_redirects_is_reported(string statement, string where) =>
        Assert.Equal($"PODIO1004 {where}", Assert.Single(await new Sample(statement).FindAsync()));

    [Theory]
    [InlineData("_ = TokenRequest.Encode(request);")]
    [InlineData("var outcome = await podio.RequestTokenAsync(request);")]
    [InlineData("(await podio.RequestTokenAsync(request)).Match(Right: _ => 1, Left: _ => 2);")]
    [InlineData("Either<string, int> other = 1; other.Bind<int>(x => x);")]
    [InlineData("await Task.FromResult<Either<string, int>>(1);")]
    [InlineData("""http.DefaultRequestHeaders.Add("Authorization", $"OAuth2 {secret.Reveal()}");""")]
    [InlineData("http.DefaultRequestHeaders.Authorization = token.RevealAuthenticationHeader();")]
    [InlineData("""logger.LogInformation("a token for {Reference}", token.Reference);""")]
    [InlineData("""logger.LogInformation("{Length} characters", Lengthen(secret.Reveal())); static int Lengthen(string s) => s.Length;""")]
    [InlineData("""throw new InvalidOperationException(new ServerText("down").Reveal());""")]
    [InlineData("""logger.LogInformation("{Length}", secret.Reveal().Length);""")]
    [InlineData("""var appToken = secret.Reveal(); throw new InvalidOperationException($"has {appToken.Length} characters");""")]
    [InlineData("""logger.LogInformation(secret.Reveal() == "old" ? "same" : "changed");""")]
    [InlineData("""logger.LogInformation(secret.Reveal() switch { "old" => "same", _ => "changed" });""")]
    [InlineData("""System.Diagnostics.Debug.Assert(secret.Reveal().Length == 6);""")]
    [InlineData("""logger.LogInformation("{Copy}", (Secret)secret.Reveal());""")]
    [InlineData("""using var text = new System.IO.StringWriter(); text.Write(secret.Reveal());""")]
    [InlineData("""Func<string> later = () => secret.Reveal(); logger.LogInformation("{Later}", later is null);""")]
    [InlineData("HttpClientTransport.Create(http);")]
    [InlineData("HttpClientTransport.Create(HttpClientTransport.CreateClient());")]
    [InlineData("FlurlTransport.Create(new FlurlClient(HttpClientTransport.CreateClient()));")]
    [InlineData("FlurlTransport.Create(new FlurlClient(http));")]
    [InlineData("FlurlTransport.Create(new FlurlClient());")]
    [InlineData("FlurlTransport.Create(new FlurlClient(\"https://api.podio.com\"));")]
    [InlineData("HttpClientTransport.Create(new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }));")]
    [InlineData(
        "var handler = new SocketsHttpHandler(); handler.AllowAutoRedirect = false; HttpClientTransport.Create(new HttpClient(handler));")]
    [InlineData("HttpMessageHandler own; own = HttpClientTransport.CreateHandler(); HttpClientTransport.Create(new HttpClient(own));")]
    [InlineData("object any = http; if (any is HttpMessageHandler own) { HttpClientTransport.Create(new HttpClient(own)); }")]
    [InlineData("foreach (var own in new HttpMessageHandler[1]) { HttpClientTransport.Create(new HttpClient(own)); }")]
    [InlineData("new HttpClient();")]
    public async Task Correct_code_is_not_reported(string statement) =>
        Assert.Empty(await new Sample(statement).FindAsync());

    [Theory]
    [InlineData("HttpClient client = client; HttpClientTransport.Create(client);")]
    [InlineData("HttpClient a = b; HttpClient b = a; HttpClientTransport.Create(a);")]
    [InlineData("string a = b + secret.Reveal(); string b = a;")]
    public async Task Locals_that_are_initialized_by_each_other_are_followed_once(string statements) =>
        Assert.Empty(await new Sample(statements, compiles: false).FindAsync());

    [Theory]
    [InlineData(
        "await podio.RequestTokenAsync(request);", "Assign the outcome to a discard", "_ = await podio.RequestTokenAsync(request);")]
    [InlineData(
        "await podio.RequestTokenAsync(request);",
        "Assign the outcome to a variable",
        "var outcome = await podio.RequestTokenAsync(request);")]
    [InlineData(
        """logger.LogInformation("token {Token}", secret.Reveal());""",
        "Pass the secret, which prints as [redacted]",
        """logger.LogInformation("token {Token}", secret);""")]
    [InlineData(
        """Console.WriteLine($"token {secret.Reveal()}");""",
        "Pass the secret, which prints as [redacted]",
        """Console.WriteLine($"token {secret}");""")]
    [InlineData(
        """Console.WriteLine("token " + secret.Reveal());""",
        "Pass the secret, which prints as [redacted]",
        """Console.WriteLine("token " + secret);""")]
    [InlineData(
        "HttpClientTransport.Create(new HttpClient());",
        "Create the client with HttpClientTransport.CreateClient()",
        "HttpClientTransport.Create(HttpClientTransport.CreateClient());")]
    [InlineData(
        "FlurlTransport.Create(new FlurlClient(new HttpClient()));",
        "Create the client with HttpClientTransport.CreateClient()",
        "FlurlTransport.Create(new FlurlClient(HttpClientTransport.CreateClient()));")]
    public async Task A_fix_changes_the_statement(string statement, string title, string changed) =>
        Assert.Equal(changed, await new Sample(statement).FixAsync(title));

    [Theory]
    [InlineData("throw new InvalidOperationException(secret.Reveal());")]
    [InlineData("""logger.LogInformation("token {Token}", secret.Reveal().Trim());""")]
    [InlineData("""logger.LogInformation("token {Token}", secret.Reveal() + token.AccessToken.Reveal());""")]
    [InlineData("""var line = secret.Reveal(); logger.LogInformation(line);""")]
    public async Task No_fix_is_offered_whose_code_would_not_compile(string statement) =>
        Assert.Empty(await new Sample(statement).FixTitlesAsync());
}

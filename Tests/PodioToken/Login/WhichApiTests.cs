namespace PodioOAuth.Functional.PodioToken.Tests.Login;

/// <summary>Which API <c>login</c> asks. Its name is told before a secret is asked for, and yesterday's stand-in is never it.</summary>
public sealed class WhichApiTests : InHome
{
    private const string Elsewhere = "https://podio.example.com/";
    private const string Nobody = "podio-token: Not set in the environment, and no terminal to ask on: PODIO_CLIENT_SECRET.\n";

    [Fact]
    public async Task The_API_is_printed_before_any_question()
    {
        Home.Environment = Home.Environment.Where(pair => pair.Key is "PODIO_URL" or "PODIO_TOKEN_HOME").ToDictionary();
        using var error = new StringWriter();
        var person = new Listener(error);
        await ToolRun.OfAsync(
            Home.Environment, ["login"], Home.Time, new StringWriter(), error, person, browser: null, CancellationToken.None);
        Assert.Equal(("Client id", Home.Announcement), person.Heard);
    }

    [Theory, InlineData(true, 0), InlineData(false, 12)]
    public async Task Programs_get_it_too_however_the_login_ends(bool isKnown, int code)
    {
        Home.Environment["PODIO_USERNAME"] = isKnown ? SamplePodio.Username : "somebody@example.com";
        var run = await Home.RunAsync("login", "--grant", "password", "--json");
        Assert.Equal(code, run.ExitCode);
        Assert.Equal(Home.Address.AbsoluteUri, JsonElement.Parse(run.Output).GetProperty("api").GetString());
    }

    [Theory, InlineData("my-real-client", "https://api.podio.com"), InlineData(null, "https://api.podio.com")]
    public async Task An_address_of_this_machine_is_not_inherited(string? clientId, string expected)
    {
        await Home.SignInAsync();
        Home.Podio.ForgetRequests();
        Home.Environment = Without(Home, "PODIO_URL", "PODIO_CLIENT_SECRET", "PODIO_CLIENT_ID");
        var run = await Home.RunAsync(["login", .. clientId is null ? [] : new[] { "--client-id", clientId }]);
        var local = Home.Address.AbsoluteUri.TrimEnd('/');
        Assert.Equal(
            new ToolRun(
                2,
                "",
                $"podio-token: Profile default was signed in at {local}, an address on this machine. "
                    + $"It is used again only if PODIO_URL is set to it.\nSigning in at {expected} …\n{Nobody}"),
            run);
        Assert.Empty(Home.Podio.Requests);
    }

    [Theory, InlineData("sample-client", "https://podio.example.com"), InlineData("another-client", "https://api.podio.com")]
    public async Task Another_client_id_starts_at_the_public_API(string clientId, string expected)
    {
        await Home.SignInAsync();
        await ChangeAsync(Home, profile => profile["endpoint"] = Elsewhere);
        Home.Environment = Without(Home, "PODIO_URL", "PODIO_CLIENT_SECRET");
        var run = await Home.RunAsync("login", "--client-id", clientId);
        Assert.Equal(new ToolRun(2, "", $"Signing in at {expected} …\n{Nobody}"), run);
    }

    [Theory]
    [InlineData("sample-client", "http://localhost:7/mine", "user:read")]
    [InlineData("another-client", null, null)]
    public async Task Another_client_id_starts_without_redirect_URI_and_scope(string clientId, string? redirectUri, string? scope)
    {
        await Home.SignInAsync();
        await ChangeAsync(Home, profile => (profile["redirect_uri"], profile["scope"]) = ("http://localhost:7/mine", "user:read"));
        var secret = SamplePodio.Client.ClientSecret;
        Home.Podio.Update(state => state.WithClient(new ClientCredentials("another-client", secret)));
        Assert.Equal(0, (await Home.RunAsync("login", "--grant", "password", "--client-id", clientId)).ExitCode);
        var profile = JsonNode.Parse(await File.ReadAllTextAsync(Home.ProfileFile()))!;
        Assert.Equal((redirectUri, scope), ((string?)profile["redirect_uri"], (string?)profile["scope"]));
    }

    private static Dictionary<string, string> Without(Home home, params string[] names) =>
        home.Environment.Where(pair => !names.Contains(pair.Key)).ToDictionary();

    private static async Task ChangeAsync(Home home, Action<JsonNode> change)
    {
        var profile = JsonNode.Parse(await File.ReadAllTextAsync(home.ProfileFile()))!;
        change(profile);
        await File.WriteAllTextAsync(home.ProfileFile(), profile.ToJsonString());
    }

    /// <summary>A person who knows nothing, and what had been said when they were first asked.</summary>
    private sealed class Listener(StringWriter error) : IQuestions
    {
        public bool IsTerminal => true;

        public (string Question, string Said)? Heard { get; private set; }

        public Task<string?> AskAsync(string question, bool isSecret, CancellationToken cancellationToken)
        {
            Heard ??= (question, error.ToString());
            return Task.FromResult<string?>(null);
        }
    }
}

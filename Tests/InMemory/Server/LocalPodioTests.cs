namespace PodioOAuth.Functional.InMemory.Tests.Server;

/// <summary>The in-memory Podio over HTTP, as the framework's own client sees it. What a function is given and how its reply is written,
/// <see cref="HandlerTests"/> has; what Podio replies, the tests of the machine.</summary>
public sealed class LocalPodioTests : IAsyncLifetime
{
    private const string Pair = "client_id=my-client&client_secret=client%2Bsecret";

    private static readonly HttpClient Client = new();

    private readonly TestPodio _podio = new();
    private LocalPodio _server = null!;

    public async Task InitializeAsync() => _server = await LocalPodio.StartAsync(_podio.Podio);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(
        "/oauth/token", $"grant_type=password&username=jane%40example.com&password=pass+%26+w%C3%B6rd%3D100%25&{Pair}", Reply.OfUser)]
    [InlineData(
        "/oauth/token/v2",
        """{"grant_type":"app","app_id":654321,"app_token":"0123456789abcdef","client_id":"my-client","client_secret":"client+secret"}""",
        Reply.OfApp)]
    public async Task A_token_is_granted_and_refreshed(string path, string body, string granted)
    {
        using var reply = await PostAsync(path, body);
        var text = await reply.Content.ReadAsStringAsync();
        Assert.Equal(granted, Reply.Masked(text));
        using var document = JsonDocument.Parse(text);
        var refreshToken = document.RootElement.GetProperty("refresh_token").GetString();
        using var second = await PostAsync("/oauth/token", $"grant_type=refresh_token&refresh_token={refreshToken}&{Pair}");
        Assert.Equal(granted, Reply.Masked(await second.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Headers_are_Podios_and_no_server_is_named()
    {
        _podio.Clock.Advance(TimeSpan.FromDays(1));
        using var reply = await PostAsync("/oauth/token", $"grant_type=app&app_id=654321&app_token=0123456789abcdef&{Pair}");
        Assert.Equal("application/json; charset=utf-8", reply.Content.Headers.NonValidated["Content-Type"].ToString());
        Assert.Equal("Wed, 12 Aug 2026 09:15:00 GMT", reply.Headers.NonValidated["Date"].ToString());
        Assert.Matches("^[A-Za-z0-9]{8}$", reply.Headers.NonValidated["X-Podio-Request-Id"].ToString());
        Assert.Empty(reply.Headers.Server);
    }

    [Theory]
    [InlineData("/oauth/token", $"grant_type=password&username=joe%40example.com&password=b&{Pair}", 400, Envelope.NoSuchUser)]
    [InlineData("/oauth/token/v2", $"grant_type=app&{Pair}", 400, Envelope.MustBeObject)]
    [InlineData("/oauth/tokens", "", 404, Envelope.NotFound)]
    public async Task A_rejection_is_passed_on_unchanged(string path, string body, int status, string envelope)
    {
        using var reply = await PostAsync($"{path}?{Pair}", body); // A query is neither read nor echoed.
        Assert.Equal(status, (int)reply.StatusCode);
        Assert.Equal(Envelope.Whole(envelope, path), await reply.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Changes_of_the_state_take_effect_at_once()
    {
        _podio.Podio.Update(state => state.WithApp(5, "five"));
        using var reply = await PostAsync("/oauth/token", $"grant_type=app&app_id=5&app_token=five&{Pair}");
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    private Task<HttpResponseMessage> PostAsync(string path, string body) => Client.PostAsync(
        new Uri(_server.Address, path),
        new StringContent(body, Encoding.UTF8, body.StartsWith('{') ? "application/json" : "application/x-www-form-urlencoded"));
}

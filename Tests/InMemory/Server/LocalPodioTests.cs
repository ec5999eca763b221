using System.Net;
using System.Text;
using PodioOAuth.Functional.InMemory.Tests.Wire;

namespace PodioOAuth.Functional.InMemory.Tests.Server;

/// <summary>The in-memory Podio over HTTP, as the framework's own client sees it.</summary>
public sealed class LocalPodioTests : IAsyncLifetime
{
    private const string Pair = "client_id=my-client&client_secret=client%2Bsecret";

    private const string CodeForm =
        $"grant_type=authorization_code&code=code-1&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb%3Fa%3D1%26b%3D%252F&{Pair}";

    private static readonly HttpClient Client = new();

    private readonly TestPodio _podio = new();
    private LocalPodio _server = null!;

    public static TheoryData<string, string> UserGrants => new()
    {
        { "/oauth/token", $"grant_type=password&username=jane%40example.com&password=pass+%26+w%C3%B6rd%3D100%25&{Pair}" },
        { "/oauth/token", CodeForm },
        {
            "/oauth/token/v2",
            """
            {"grant_type":"password","username":"jane@example.com","password":"pass & wörd=100%","client_id":"my-client",
             "client_secret":"client+secret"}
            """
        },
        {
            "/oauth/token/v2",
            """
            {"grant_type":"authorization_code","code":"code-1","redirect_uri":"https://app.example.com/cb?a=1&b=%2F",
             "client_id":"my-client","client_secret":"client+secret"}
            """
        },
    };

    public async Task InitializeAsync() => _server = await LocalPodio.StartAsync(_podio.Podio);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(UserGrants))]
    public async Task A_user_gets_a_token_and_refreshes_it(string path, string body)
    {
        using var reply = await PostAsync(path, body);
        var text = await reply.Content.ReadAsStringAsync();
        Assert.Equal(Reply.OfUser, Reply.Masked(text));
        using var document = System.Text.Json.JsonDocument.Parse(text);
        var refreshToken = document.RootElement.GetProperty("refresh_token").GetString();
        using var second = await PostAsync("/oauth/token", $"grant_type=refresh_token&refresh_token={refreshToken}&{Pair}");
        Assert.Equal(Reply.OfUser, Reply.Masked(await second.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("/oauth/token", $"grant_type=app&app_id=654321&app_token=0123456789abcdef&{Pair}")]
    [InlineData(
        "/oauth/token/v2",
        """{"grant_type":"app","app_id":654321,"app_token":"0123456789abcdef","client_id":"my-client","client_secret":"client+secret"}""")]
    public async Task An_app_gets_a_token(string path, string body)
    {
        using var reply = await PostAsync(path, body);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(Reply.OfApp, Reply.Masked(await reply.Content.ReadAsStringAsync()));
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
    [InlineData("/oauth/token", "grant_type=app&client_id=nobody", 400, Envelope.MissingClientSecret)]
    [InlineData("/oauth/token", """{"client_id":"my-client"}""", 400, Envelope.MissingClientId)]
    [InlineData("/oauth/token/v2", $"grant_type=app&{Pair}", 400, Envelope.MustBeObject)]
    [InlineData("/oauth/tokens", "", 404, Envelope.NotFound)]
    public async Task A_refusal_comes_through_as_it_is(string path, string body, int status, string envelope)
    {
        using var reply = await PostAsync(path, body);
        Assert.Equal(status, (int)reply.StatusCode);
        Assert.Equal(Envelope.Whole(envelope, path), await reply.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_GET_is_not_found()
    {
        using var reply = await Client.GetAsync(new Uri(_server.Address, "/oauth/token"));
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.Equal(Envelope.Whole(Envelope.NotFound, "/oauth/token", "GET"), await reply.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_client_pair_may_come_by_Basic()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server.Address, "/oauth/token"))
        {
            Content = Content("grant_type=app&app_id=654321&app_token=0123456789abcdef", isJson: false),
            Headers = { Authorization = new("Basic", Convert.ToBase64String("my-client:client%2Bsecret"u8)) },
        };
        using var reply = await Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    [Fact]
    public async Task A_query_is_neither_read_nor_echoed()
    {
        using var reply = await PostAsync($"/oauth/token?{Pair}", "grant_type=app&app_id=654321&app_token=0123456789abcdef");
        Assert.Equal(Envelope.Whole(Envelope.MissingClientId, "/oauth/token"), await reply.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Of_two_callers_with_one_code_one_gets_a_token()
    {
        var replies = await Task.WhenAll(PostAsync("/oauth/token", CodeForm), PostAsync("/oauth/token", CodeForm));
        Assert.Equal([200, 400], replies.Select(reply => (int)reply.StatusCode).Order());
        Assert.All(replies, reply => reply.Dispose());
    }

    [Fact]
    public async Task What_changes_in_memory_shows_at_once()
    {
        _podio.Podio.Update(state => state.WithApp(5, "five"));
        using var reply = await PostAsync("/oauth/token", $"grant_type=app&app_id=5&app_token=five&{Pair}");
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    private static StringContent Content(string body, bool isJson) =>
        new(body, Encoding.UTF8, isJson ? "application/json" : "application/x-www-form-urlencoded");

    private Task<HttpResponseMessage> PostAsync(string path, string body) =>
        Client.PostAsync(new Uri(_server.Address, path), Content(body, isJson: body.StartsWith('{')));
}

using PodioOAuth.Functional.InMemory.Tests.Control;
using PodioOAuth.Functional.InMemory.Tests.Server;

namespace PodioOAuth.Functional.InMemory.Tests.Faults;

/// <summary>The same faults on a real connection: a client sees what it sees in memory, but that a port cannot be refused any
/// more.</summary>
public sealed class FaultsOverHttpTests : IAsyncLifetime
{
    private static readonly HttpClient Client = new(HttpClientTransport.CreateHandler());

    private static readonly TokenRequest App = new(
        new ClientCredentials("my-client", "client+secret"), Grant.App(TestPodio.AppId, "0123456789abcdef"));

    private readonly InMemoryPodio _podio = new(TestPodio.State);
    private LocalPodio _server = null!;
    private Transport _transport = null!;

    public async Task InitializeAsync()
    {
        _server = await LocalPodio.StartAsync(_podio);
        _transport = HttpClientTransport.Create(Client, _server.Endpoint);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory, MemberData(nameof(FaultTests.Seen), MemberType = typeof(FaultTests))]
    public async Task A_fault_occurs_once_and_then_requests_succeed(string name, string seen, bool isCarriedOut)
    {
        Assert.True((await _transport.RequestTokenAsync(App)).IsRight); // A connection that is open already.
        var before = _podio.State;
        _podio.Update(state => state.Arm(FaultTests.Named(name)));
        var expected = name == "refuse" ? "Unreachable ConnectionLost True" : seen;
        Assert.Equal(expected, FaultTests.Show((await _transport.RequestTokenAsync(App)).Left()));
        Assert.Equal(isCarriedOut, !before.Equals(_podio.State));
        Assert.True((await _transport.RequestTokenAsync(App)).IsRight);
    }

    [Theory]
    [InlineData(CutPoint.BeforeHeaders, "")]
    [InlineData(CutPoint.InsideHeaders, "HTTP/1.1 401 Unauthorized\r\nConten")]
    [InlineData(CutPoint.InsideBody, "{\"error\":\"unauthorized\"")]
    public async Task A_reply_is_cut_at_the_armed_point(CutPoint at, string last)
    {
        _podio.Update(state => state.Arm(Fault.Cut(at, isCarriedOut: true)));
        var received = await PlainSocket.TalkAsync(_server, "GET /oauth/scope HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.Contains(last, received, StringComparison.Ordinal);
        Assert.Equal(at == CutPoint.InsideBody, received.Contains("\r\n\r\n", StringComparison.Ordinal));
        Assert.DoesNotContain("\"request\":", received, StringComparison.Ordinal); // The end of the body.
    }

    [Theory]
    [InlineData("POST", "/oauth/grant/invalidate")]
    [InlineData("HEAD", "/echo")]
    public async Task A_cut_inside_a_body_breaks_a_reply_that_has_none(string method, string path)
    {
        var token = (await _transport.RequestTokenAsync(App)).Right();
        _podio.Update(state => state.Arm(Fault.Cut(CutPoint.InsideBody, isCarriedOut: true)));
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_server.Address, path));
        request.Headers.TryAddWithoutValidation("Authorization", $"OAuth2 {token.AccessToken.Reveal()}");
        await Assert.ThrowsAsync<HttpRequestException>(() => Client.SendAsync(request));
    }

    /// <summary>The control plane reads a kind by its name, where no compiler sees one that is missing. A whole reply has no JSON form
    /// there.</summary>
    [Fact]
    public async Task Every_kind_of_fault_but_a_whole_reply_can_be_armed_from_outside()
    {
        var control = new ControlClient(_server.Address);
        string[] kinds = ["refuse", "drop_reply", "delay", "reject", "rate_limit", "unavailable"]; // A dropped reply is a cut one.
        foreach (var kind in kinds)
        {
            var needs = kind switch { "delay" => ",\"seconds\":0", "reject" => ",\"error\":\"e\"", _ => "" };
            await control.DoAsync("POST", "/faults", $$"""{"fault":"{{kind}}"{{needs}}}""");
            await _podio.Transport.RequestTokenAsync(App);
        }

        Assert.Equal(
            typeof(Fault).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Fault)) && type != typeof(ReplyFault))
                .Select(type => type.Name[..^nameof(Fault).Length])
                .Order(StringComparer.Ordinal),
            _podio.Requests.Select(request => request.Fault).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_late_reply_exceeds_a_clients_timeout_and_was_processed()
    {
        foreach (var seconds in new[] { 0.3, 1, 4, 16 }) // Until the request arrives before the time has run out.
        {
            var podio = new InMemoryPodio(TestPodio.State); // The request of the attempt before may still arrive, and meet its fault.
            await using var server = await LocalPodio.StartAsync(podio);
            podio.Update(state => state.Arm(Fault.Delay(TimeSpan.FromDays(1))));
            var impatient = HttpClientTransport.Create(
                Client, server.Endpoint, new TransportOptions { Timeout = TimeSpan.FromSeconds(seconds) });
            var error = (await impatient.RequestTokenAsync(App)).Left();
            if (podio.Requests.Count > 0)
            {
                Assert.Equal("Unreachable Timeout True", FaultTests.Show(error));
                Assert.Contains("AccessTokens = 1,", podio.State.ToString(), StringComparison.Ordinal);
                return;
            }
        }

        Assert.Fail("The time ran out before the request arrived, every time.");
    }

    [Fact]
    public async Task A_user_signs_in_by_the_browser_part_and_the_code_is_exchanged()
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var reply = await browser.GetAsync(new Uri(
            _server.Address, "oauth/authorize?client_id=my-client&redirect_uri=https%3A%2F%2Fapp.example.com%2F&state=s"));
        Assert.Equal(HttpStatusCode.Redirect, reply.StatusCode);
        var query = System.Web.HttpUtility.ParseQueryString(reply.Headers.Location!.Query);
        Assert.Equal("s", query["state"]);
        var request = App with { Grant = Grant.AuthorizationCode(query["code"], "https://app.example.com/") };
        Assert.Equal(TokenReference.User(TestPodio.UserId), (await _transport.RequestTokenAsync(request)).Right().Reference);
    }
}

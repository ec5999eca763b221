using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional.Interop.Tests.Clients;

/// <summary>Podio's own clients, byte for byte, against the local Podio: they sign in, handle an expired token each in its own way, and
/// find what they read in an error.</summary>
public sealed class ForeignClientTests : IAsyncLifetime
{
    // What happens at Podio before a request of this kind, and the expected reply.
    private static readonly Dictionary<string, Trouble> Troubles = new()
    {
        ["unknown client"] = new("password", 400, "invalid_client", _ => PodioState.Empty),
        ["wrong client secret"] = new("app", 400, "invalid_client",
            state => state.WithClient(new ClientCredentials(SamplePodio.Client.ClientId, "another"))),
        ["wrong password"] = new("password", 400, "invalid_grant",
            state => state.WithUser(SamplePodio.UserId, SamplePodio.Username, "another")),
        ["wrong app token"] = new("app", 400, "invalid_grant", state => state.WithApp(SamplePodio.AppId, "another")),
        ["unknown code"] = new("code", 400, "invalid_grant", state => state),
        ["dead refresh token"] = new("refresh", 400, "invalid_grant", state => state),
        ["rate limit"] = new("password", 420, "rate_limit", state => state.Arm(Fault.RateLimit(TimeSpan.FromSeconds(300)))),
        ["down"] = new("password", 503, null, state => state.Arm(Fault.Unavailable())),
    };

    private readonly InMemoryPodio _podio = new(SamplePodio.State(DateTimeOffset.UtcNow));
    private LocalPodio _server = null!;

    public static IEnumerable<object[]> Grants =>
        from client in ForeignClient.Names
        from grant in new[] { "password", "code", "app" }
        where new ForeignClient(client).Has(grant)
        select new object[] { client, grant };

    public static IEnumerable<object[]> TroublesOfClients =>
        from client in ForeignClient.Names
        from trouble in Troubles
        where new ForeignClient(client).Has(trouble.Value.Request)
        select new object[] { client, trouble.Key };

    public async Task InitializeAsync() => _server = await LocalPodio.StartAsync(_podio);

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Theory, MemberData(nameof(Grants))]
    public async Task A_client_signs_in_and_gets_over_an_expiry(string name, string grant)
    {
        var client = new ForeignClient(name);
        if (client.Reads.Contains("scope:String"))
        {
            _podio.Update(state => state.WithSettings(state.Settings with { AppScope = PodioScope.All }));
        }

        var first = await SignInAsync(client, grant);
        await AssertCallPassesAsync(client, grant, first);

        _podio.MoveClock(TimeSpan.FromHours(8));
        if (client.OnExpiry != OnExpiry.RefreshByClock)
        {
            var refused = await SendAsync(client.Call(Text(first, "access_token")));
            Assert.Equal((401, "expired_token"), (refused.Status, Text(refused.Json, "error_description"))); // By this they recognize it.
            AssertReads(client.ReadsOfError, refused.Json);
        }

        var second = client.OnExpiry == OnExpiry.SignInAgain
            ? await SignInAsync(client, grant)
            : await SendForTokenAsync(client, client.Request("refresh", "refresh_token", Text(first, "refresh_token")));
        Assert.NotEqual(Text(first, "access_token"), Text(second, "access_token"));
        await AssertCallPassesAsync(client, grant, second);
    }

    [Theory, MemberData(nameof(TroublesOfClients))]
    public async Task A_client_finds_in_an_error_what_it_reads_there(string name, string trouble)
    {
        var client = new ForeignClient(name);
        var (request, status, error, arrange) = Troubles[trouble];
        _podio.Update(arrange);
        var reply = await SendAsync(client.Request(request));
        Assert.Equal(status, reply.Status);
        if (error is null)
        {
            Assert.StartsWith("text/html", reply.Header("Content-Type"), StringComparison.Ordinal); // The page of a gateway.
        }
        else
        {
            Assert.Equal(error, Text(reply.Json, "error"));
            AssertReads(client.ReadsOfError, reply.Json);
        }
    }

    [Theory]
    [InlineData("otp", "012345", null), InlineData("recovery", "012345", null)]
    [InlineData("otp", "543210", "invalid_second_factor")]
    public async Task The_Ruby_client_answers_a_second_factor(string answer, string rightCode, string? error)
    {
        var ruby = new ForeignClient("podio-rb");
        _podio.Update(state => state.WithSecondFactor(SamplePodio.UserId, rightCode, [new Secret("recover")]));
        var challenge = await SendAsync(ruby.Request("password"));
        Assert.Equal(200, challenge.Status);
        var reply = await SendAsync(ruby.Request(answer, "nonce", Text(challenge.Json, "server_nonce")));
        Assert.Equal(error is null ? 200 : 400, reply.Status);
        AssertReads(error is null ? ruby.Reads : ruby.ReadsOfError, reply.Json);
        Assert.True(error is null || Text(reply.Json, "error") == error);
    }

    private async Task<JsonElement> SignInAsync(ForeignClient client, string grant) =>
        await SendForTokenAsync(client, client.Request(grant, "code", grant == "code" ? await CodeAsync(client) : ""));

    // With its own address of the authorize page, if it writes one.
    private async Task<string> CodeAsync(ForeignClient client)
    {
        if (!client.Has("authorize"))
        {
            return _podio.IssueCode(SamplePodio.Client.ClientId, SamplePodio.UserId, SamplePodio.RedirectUri).Reveal();
        }

        var reply = await SendAsync(client.Authorize());
        Assert.Equal(302, reply.Status);
        var location = reply.Header("Location");
        Assert.StartsWith(SamplePodio.RedirectUri + "&code=", location, StringComparison.Ordinal);
        return location[(SamplePodio.RedirectUri.Length + "&code=".Length)..];
    }

    private async Task<JsonElement> SendForTokenAsync(ForeignClient client, string request)
    {
        var reply = await SendAsync(request);
        Assert.Equal(200, reply.Status);
        AssertReads(client.Reads, reply.Json);
        return reply.Json;
    }

    // All of them request the status of the user. An app isn't a user, which the reply says.
    private async Task AssertCallPassesAsync(ForeignClient client, string grant, JsonElement token)
    {
        var reply = await SendAsync(client.Call(Text(token, "access_token")));
        Assert.Equal(grant == "app" ? 403 : 200, reply.Status);
        AssertReads(grant == "app" ? client.ReadsOfError : ["user.user_id:Number", "profile.name:String"], reply.Json);
        Assert.True(int.Parse(reply.Header("X-Rate-Limit-Remaining"), CultureInfo.InvariantCulture) // Three of them read both.
            < int.Parse(reply.Header("X-Rate-Limit-Limit"), CultureInfo.InvariantCulture));
    }

    private Task<RawReply> SendAsync(string request) => RawHttp.SendAsync(_server.Address, request);

    private static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;

    // Some read only the status of an error.
    private static void AssertReads(string[] members, JsonElement json) => Assert.DoesNotContain(members, member => !IsThere(member, json));

    private static bool IsThere(string member, JsonElement json)
    {
        var (path, kinds) = (member.Split(':')[0], member.Split(':')[1].Split('|'));
        return kinds.Contains(path.Split('.').Aggregate(json, (inner, name) => inner.GetProperty(name)).ValueKind.ToString());
    }

    private sealed record Trouble(string Request, int Status, string? Error, Func<PodioState, PodioState> Arrange);
}

using LanguageExt;

namespace PodioOAuth.Functional.Interop.Tests.OpenIddict;

/// <summary>The four grants against OpenIddict, over both transports: what it grants, what it rejects, and what the library
/// returns.</summary>
[Collection(nameof(OpenIddictServer))]
public sealed class GrantTests(OpenIddictServer server)
{
    private static readonly string[] BothTransports = ["HttpClient", "Flurl"];

    private static readonly Dictionary<string, Func<OpenIddictServer, Task<Grant>>> Grants = new()
    {
        ["authorization_code"] = server => server.AgreeAsync(),
        ["password"] = _ => Task.FromResult(Grant.Password(OpenIddictServer.Username, OpenIddictServer.Password)),
        ["app"] = _ => Task.FromResult<Grant>(OpenIddictServer.App),
    };

    // How to create a request that is rejected, and how it is rejected.
    private static readonly Dictionary<string, Refusal> Refusals = new()
    {
        ["wrong client id"] = new(401, RejectionKind.InvalidClient, Of(OpenIddictServer.App, id: "another")),
        ["wrong client secret"] = new(401, RejectionKind.InvalidClient, Of(OpenIddictServer.App, secret: "another")),
        ["wrong password"] = new(400, RejectionKind.InvalidGrant, Of(Grant.Password(OpenIddictServer.Username, "another"))),
        ["wrong app token"] = new(400, RejectionKind.InvalidGrant, Of(Grant.App(654321, "another"))),
        ["unknown code"] = new(400, RejectionKind.InvalidGrant, Of(Grant.AuthorizationCode("another", OpenIddictServer.RedirectUri))),
        ["unknown refresh token"] = new(400, RejectionKind.InvalidGrant, Of(Grant.RefreshToken("another"))),
        ["wrong redirect URI"] = new(400, RejectionKind.InvalidGrant, async (tests, _) =>
            Request((AuthorizationCodeGrant)await tests._server.AgreeAsync() with { RedirectUri = "https://app.example.com/another" })),
        ["expired code"] = new(400, RejectionKind.InvalidGrant, async (tests, _) =>
        {
            var grant = await tests._server.AgreeAsync();
            tests._server.Clock.Advance(OpenIddictServer.CodeLifetime + TimeSpan.FromSeconds(1));
            return Request(grant);
        }),
        ["expired refresh token"] = new(400, RejectionKind.InvalidGrant, async (tests, transport) =>
        {
            var token = await AskAsync(transport, OpenIddictServer.App);
            tests._server.Clock.Advance(OpenIddictServer.RefreshTokenLifetime + TimeSpan.FromSeconds(1));
            return Request(Grant.RefreshToken(token.RefreshToken));
        }),
        ["JSON body"] = new(400, RejectionKind.InvalidRequest, (_, _) =>
            Task.FromResult(Request(OpenIddictServer.App) with { Format = WireFormat.Json })), // It accepts only forms.
    };

    private readonly OpenIddictServer _server = server;

    public static IEnumerable<object[]> GrantsOverTransports => Over(Grants.Keys);

    public static IEnumerable<object[]> RefusalsOverTransports => Over(Refusals.Keys);

    [Theory, MemberData(nameof(GrantsOverTransports))]
    public async Task A_grant_gives_a_token_whose_refresh_token_rotates_and_ends_the_login_when_it_comes_again(string name, string over)
    {
        var transport = _server.Transports[over];
        var first = await AskAsync(transport, await Grants[name](_server));
        Assert.Equal("Bearer", first.TokenType);
        Assert.Equal(OpenIddictServer.AccessTokenLifetime, first.Lifetime);
        Assert.Equal(TokenReference.None, first.Reference);
        Assert.Equal(name == "authorization_code" ? OpenIddictServer.GrantedScope : "offline_access", first.Scope);

        var second = await AskAsync(transport, Grant.RefreshToken(first.RefreshToken));
        Assert.NotEqual(first.AccessToken, second.AccessToken);
        Assert.NotEqual(first.RefreshToken, second.RefreshToken);
        var third = await AskAsync(transport, Grant.RefreshToken(second.RefreshToken));

        AssertRefused(400, RejectionKind.InvalidGrant, await SendAsync(transport, Grant.RefreshToken(second.RefreshToken)));
        AssertRefused(400, RejectionKind.InvalidGrant, await SendAsync(transport, Grant.RefreshToken(third.RefreshToken)));
    }

    [Theory, InlineData("HttpClient"), InlineData("Flurl")]
    public async Task A_code_that_comes_again_is_refused_and_ends_what_it_was_exchanged_for(string over)
    {
        var (transport, code) = (_server.Transports[over], await _server.AgreeAsync());
        var token = await AskAsync(transport, code);
        AssertRefused(400, RejectionKind.InvalidGrant, await SendAsync(transport, code));
        AssertRefused(400, RejectionKind.InvalidGrant, await SendAsync(transport, Grant.RefreshToken(token.RefreshToken)));
    }

    [Theory, MemberData(nameof(RefusalsOverTransports))]
    public async Task A_refusal_is_read_as_what_it_is(string name, string over)
    {
        var (status, kind, make) = Refusals[name];
        var transport = _server.Transports[over];
        AssertRefused(status, kind, await transport.RequestTokenAsync(await make(this, transport)));
    }

    private static IEnumerable<object[]> Over(IEnumerable<string> names) =>
        from name in names from over in BothTransports select new object[] { name, over };

    private static Func<GrantTests, Transport, Task<TokenRequest>> Of(
        Grant grant, string? id = null, Secret? secret = null) => (_, _) => Task.FromResult(new TokenRequest(
            new ClientCredentials(id ?? OpenIddictServer.Client.ClientId, secret ?? OpenIddictServer.Client.ClientSecret), grant));

    private static TokenRequest Request(Grant grant) => new(OpenIddictServer.Client, grant);

    private static Task<Either<OAuthError, Token>> SendAsync(Transport transport, Grant grant) =>
        transport.RequestTokenAsync(Request(grant));

    private static async Task<Token> AskAsync(Transport transport, Grant grant) => (await SendAsync(transport, grant)).Right();

    private static void AssertRefused(int status, RejectionKind kind, Either<OAuthError, Token> answer)
    {
        var rejected = answer.Left().As<RejectedError>();
        Assert.Equal(
            (status, kind, RetryAdvice.Useless),
            (rejected.Facts.Status, rejected.Kind, rejected.RetryAdvice(OpenIddictServer.App)));
    }

    private sealed record Refusal(int Status, RejectionKind Kind, Func<GrantTests, Transport, Task<TokenRequest>> Make);
}

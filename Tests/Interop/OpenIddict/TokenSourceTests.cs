using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Interop.Tests.OpenIddict;

/// <summary>A token source against OpenIddict: each renewal uses up the refresh token, and the store has the valid one.</summary>
[Collection(nameof(OpenIddictServer))]
public sealed class TokenSourceTests(OpenIddictServer server)
{
    private readonly InMemoryTokenStore _store = new(server.Clock);

    [Theory, InlineData("HttpClient"), InlineData("Flurl")]
    public async Task A_persons_login_outlives_its_source_and_ends_when_its_refresh_token_was_stolen(string over)
    {
        server.Granted.Clear();
        var tokens = new List<Token>();
        var code = (AuthorizationCodeGrant)await server.AgreeAsync();
        await using (var source = OfPerson(over))
        {
            tokens.Add((await source.SignInAsync(code.Code, code.RedirectUri)).Right());
            tokens.Add(await NextAsync(source));
            tokens.Add(await NextAsync(source));
        }

        await using var later = OfPerson(over); // Knows what is in the store.
        Assert.Equal(tokens[^1], (await later.GetTokenAsync()).Right());
        tokens.Add(await NextAsync(later));
        Assert.Equal(4, tokens.Select(token => token.RefreshToken!.Reveal()).Distinct().Count());
        Assert.Equal(["authorization_code", "refresh_token", "refresh_token", "refresh_token"], server.Granted);

        var stolen = new TokenRequest(OpenIddictServer.Client, Grant.RefreshToken(tokens[0].RefreshToken));
        Assert.True((await server.Transports[over].RequestTokenAsync(stolen)).IsLeft);
        server.Clock.Advance(OpenIddictServer.AccessTokenLifetime);
        var ended = (await later.GetTokenAsync()).Left();
        Assert.Equal(SignInReason.RefreshTokenRejected, Assert.IsType<SignInAgainError>(ended).Reason);
    }

    [Theory, InlineData("HttpClient"), InlineData("Flurl")]
    public async Task An_apps_source_renews_and_signs_in_again_when_its_refresh_token_has_expired(string over)
    {
        server.Granted.Clear();
        await using var source = TokenSource.Unattended(
            server.Transports[over].ToTokenExchange(), new TokenRequest(OpenIddictServer.Client, OpenIddictServer.App), Options);
        (await source.GetTokenAsync()).Right();
        await NextAsync(source);
        server.Clock.Advance(OpenIddictServer.RefreshTokenLifetime);
        await NextAsync(source);
        Assert.Equal(["app", "refresh_token", "app"], server.Granted);
    }

    private TokenSourceOptions Options => new()
    {
        Store = _store,
        TimeProvider = server.Clock,
        Endpoint = server.Endpoint,
        JitterShare = 0,
    };

    private SignedInTokenSource OfPerson(string over) => TokenSource.SignedIn(
        server.Transports[over].ToTokenExchange(), OpenIddictServer.Client, "jane", options: Options);

    private async Task<Token> NextAsync(TokenSource source)
    {
        server.Clock.Advance(OpenIddictServer.AccessTokenLifetime);
        return (await source.GetTokenAsync()).Right();
    }
}

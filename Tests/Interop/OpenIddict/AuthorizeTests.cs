namespace PodioOAuth.Functional.Interop.Tests.OpenIddict;

/// <summary>The authorize step against OpenIddict: it accepts the address that the library writes, and the library reads where it sends the
/// browser.</summary>
[Collection(nameof(OpenIddictServer))]
public sealed class AuthorizeTests(OpenIddictServer server)
{
    [Fact]
    public async Task Who_agrees_to_a_page_comes_back_with_a_token_of_the_scope_that_was_asked_for()
    {
        var (_, answer) = await server.AuthorizeAsync(AuthorizationResponseType.Token);
        var token = Assert.IsType<GrantedTokenCallback>(answer).Token;
        Assert.Equal((OpenIddictServer.AccessTokenLifetime, OpenIddictServer.GrantedScope), (token.Lifetime, token.Scope));
        Assert.Null(token.RefreshToken);
    }

    [Theory, InlineData(AuthorizationResponseType.Code), InlineData(AuthorizationResponseType.Token)]
    public async Task Who_denies_comes_back_with_that(AuthorizationResponseType type)
    {
        server.Denies = true;
        try
        {
            Assert.Equal((HttpStatusCode.Redirect, AuthorizationCallback.Denied), await server.AuthorizeAsync(type));
        }
        finally
        {
            server.Denies = false;
        }
    }

    [Fact]
    public async Task Nobody_is_sent_to_a_redirect_URI_that_is_not_registered()
    {
        var (status, answer) = await server.AuthorizeAsync(redirectUri: "https://thief.example.com/");
        Assert.Equal((HttpStatusCode.BadRequest, AuthorizationCallback.Forged), (status, answer)); // No address, so no state.
    }
}

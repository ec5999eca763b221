namespace PodioOAuth.Functional.Core.Tests.Authorization;

/// <summary>What an authorization server sends the browser back to, written by hand (PODIO 1.10, 1.11).</summary>
public sealed class RedirectTests
{
    private const string Uri = "https://app.example.com/cb";

    private static readonly Token Token = new(
        "t+", "bearer", TimeSpan.FromSeconds(28800.9), "r", TokenReference.User(7), "user:read space_42:all");

    [Fact]
    public void A_code_goes_into_the_query()
    {
        var granted = AuthorizationCallback.GrantedCode(new Secret("c0de"));
        Assert.Equal("https://app.example.com/cb?code=c0de&state=s+%0D%0A%C3%A9", granted.ToRedirect(Uri, "s \r\né").Right());
        Assert.Equal(
            "https://app.example.com/cb?a=1&code=c0de", granted.ToRedirect(Uri + "?a=1", null, AuthorizationResponseType.Token).Right());
    }

    [Fact]
    public void A_token_goes_into_the_fragment_without_a_reference()
    {
        Assert.Equal(
            "https://app.example.com/cb?a=1#access_token=t%2B&token_type=bearer&expires_in=28800&refresh_token=r"
            + "&scope=user%3Aread+space_42%3Aall&state=s",
            AuthorizationCallback.GrantedToken(Token).ToRedirect(Uri + "?a=1", "s").Right());
        Assert.Equal(
            "https://app.example.com/cb#access_token=t&token_type=bearer",
            AuthorizationCallback.GrantedToken(new Token("t", "bearer", null, null, TokenReference.None, null))
                .ToRedirect(Uri, null)
                .Right());
    }

    [Fact]
    public void Empty_and_null_token_members_are_omitted() => Assert.Equal(
        "https://app.example.com/cb#access_token=t%2B&token_type=bearer",
        AuthorizationCallback.GrantedToken(Token with { Lifetime = null, RefreshToken = "", Scope = "" }).ToRedirect(Uri, null).Right());

    [Theory, InlineData(AuthorizationResponseType.Code, '?'), InlineData(AuthorizationResponseType.Token, '#')]
    public void A_denial_and_a_rejection_are_in_Podios_words(AuthorizationResponseType type, char mark)
    {
        Assert.Equal(
            $"{Uri}{mark}error_reason=user_denied&error=access_denied&error_description=The+user+denied+your+request.&state=s",
            AuthorizationCallback.Denied.ToRedirect(Uri, "s", type).Right());
        Assert.Equal(
            $"{Uri}{mark}error=invalid_scope&error_description=not+a+scope",
            AuthorizationCallback.Rejected(new ServerCode("invalid_scope"), new ServerText("not a scope"))
                .ToRedirect(Uri, null, type)
                .Right());
        Assert.Equal(
            $"{Uri}{mark}error=server_error",
            AuthorizationCallback.Rejected(new ServerCode("server_error")).ToRedirect(Uri, null, type).Right());
    }

    [Fact]
    public void Everything_that_cannot_be_sent_is_reported()
    {
        var code = AuthorizationCallback.GrantedCode(new Secret("é"));
        Assert.Equal(
            ["redirect_uri: Missing", "code: InvalidCharacter", "state: Empty", "response_type: OutOfRange"],
            code.ToRedirect(null, "", (AuthorizationResponseType)2).Problems());
        Assert.Equal(["redirect_uri: HasFragment", "code: InvalidCharacter"], code.ToRedirect("a:#", null).Problems());
        Assert.Equal(["state: InvalidCharacter"], AuthorizationCallback.Denied.ToRedirect(Uri, "\uD83D").Problems());
        Assert.Equal(["error: Empty"], AuthorizationCallback.Rejected(new ServerCode("")).ToRedirect(Uri, null).Problems());
        Assert.Equal(["error: InvalidCharacter"], AuthorizationCallback.Rejected(new ServerCode("\n")).ToRedirect(Uri, null).Problems());
        Assert.Equal(
            ["access_token: Empty", "token_type: Unsupported"],
            AuthorizationCallback.GrantedToken(Token with { AccessToken = "", TokenType = "mac" }).ToRedirect(Uri, null).Problems());
        Assert.Equal(["callback: Unsupported"], AuthorizationCallback.Forged.ToRedirect(Uri, "s").Problems());
        Assert.Equal(
            ["callback: Unsupported"],
            AuthorizationCallback.Malformed(new FieldError("code", FieldProblem.Custom, "")).ToRedirect(Uri, null).Problems());
    }

    [Fact]
    public void An_address_has_64_KiB_at_most()
    {
        var (code, state) = (AuthorizationCallback.GrantedCode(new Secret(new string('&', 16_000))), new string('&', 6_000));
        Assert.Equal(["callback: TooLong"], code.ToRedirect(Uri, state).Problems());
        var fits = code.ToRedirect(Uri, state[..5_000]).Right();
        var filler = "?" + new string('a', 65_536 - fits.Length - 1); // And the ? of the answer becomes an &.
        Assert.Equal(65_536, code.ToRedirect(Uri + filler, state[..5_000]).Right().Length);
        Assert.Equal(["callback: TooLong"], code.ToRedirect(Uri + filler + "a", state[..5_000]).Problems());
    }
}

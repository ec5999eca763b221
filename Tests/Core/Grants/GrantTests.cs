namespace PodioOAuth.Functional.Core.Tests.Grants;

/// <summary>The four grants and the client's credentials as values.</summary>
public sealed class GrantTests
{
    [Fact]
    public void Match_runs_the_arm_of_the_case_and_hands_it_over()
    {
        Assert.Equal("code c to u", Name(Grant.AuthorizationCode("c", "u")));
        Assert.Equal("code c to ", Name(Grant.AuthorizationCode("c")));
        Assert.Equal("user u with p", Name(Grant.Password("u", "p")));
        Assert.Equal("app 7 with t", Name(Grant.App(7, "t")));
        Assert.Equal("refresh r", Name(Grant.RefreshToken("r")));
    }

    [Fact]
    public void Grants_are_equal_by_value()
    {
        Assert.Equal(Grant.Password("u", "p"), Grant.Password("u", "p"));
        Assert.Equal(Grant.Password("u", "p").GetHashCode(), Grant.Password("u", "p").GetHashCode());
        Assert.NotEqual(Grant.Password("u", "p"), Grant.Password("u", "q"));
        Assert.NotEqual(Grant.Password("u", "p"), Grant.Password("v", "p"));
        Assert.NotEqual(Grant.App(1, "t"), Grant.App(2, "t"));
        Assert.NotEqual(Grant.AuthorizationCode("c"), Grant.AuthorizationCode("c", ""));
        Assert.NotEqual(Grant.AuthorizationCode("x"), Grant.RefreshToken("x"));
        Assert.Equal(new ClientCredentials("c", "s"), new ClientCredentials("c", "s"));
        Assert.NotEqual(new ClientCredentials("c", "s"), new ClientCredentials("c", "t"));
    }

    [Fact]
    public void Printing_shows_what_is_not_secret()
    {
        Assert.Equal("PasswordGrant { Username = jane, Password = [redacted] }", Grant.Password("jane", "p").ToString());
        Assert.Equal(
            "AuthorizationCodeGrant { Code = [redacted], RedirectUri = https://a.example/cb }",
            Grant.AuthorizationCode("c", "https://a.example/cb").ToString());
        Assert.Equal("AppGrant { AppId = 7, AppToken = [redacted] }", Grant.App(7, "t").ToString());
        Assert.Equal("RefreshTokenGrant { RefreshToken = [redacted] }", Grant.RefreshToken("r").ToString());
        Assert.Equal("ClientCredentials { ClientId = c, ClientSecret = [redacted] }", new ClientCredentials("c", "s").ToString());
    }

    [Fact]
    public void Printing_stays_on_one_line()
    {
        Assert.Equal(
            "PasswordGrant { Username = a\\u000d\\u000ab\\u202e, Password = [redacted] }", Grant.Password("a\r\nb\u202E", "p").ToString());
        Assert.DoesNotContain('\n', Grant.AuthorizationCode("c", "a\nb").ToString());
        Assert.DoesNotContain('\n', new ClientCredentials("a\nb", "s").ToString());
    }

    [Fact]
    public void Credentials_can_be_taken_apart()
    {
        var (clientId, clientSecret) = new ClientCredentials("c", "s");
        Assert.Equal("c", clientId);
        Assert.Equal("s", clientSecret.Reveal());
    }

    private static string Name(Grant grant) => grant.Match(
        authorizationCode: g => $"code {g.Code.Reveal()} to {g.RedirectUri}",
        password: g => $"user {g.Username} with {g.Password.Reveal()}",
        app: g => $"app {g.AppId} with {g.AppToken.Reveal()}",
        refreshToken: g => $"refresh {g.RefreshToken.Reveal()}");
}

namespace PodioOAuth.Functional.Core.Tests.Grants;

/// <summary>The four grants and the client's credentials as values.</summary>
public sealed class GrantTests
{
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
}

using System.Text;

namespace PodioOAuth.Functional.Core.Tests.Requests;

/// <summary>The exact bytes of a JSON body for <c>/oauth/token/v2</c>, grant by grant. Every body is written by hand.</summary>
public sealed class JsonBodyTests
{
    [Fact]
    public void A_password_grant_sends_username_then_password() => AssertBody(
        """{"grant_type":"password","username":"jane@example.com","password":"a b=1+1&<>'",""" + Received.JsonClient,
        Grant.Password("jane@example.com", "a b=1+1&<>'"));

    [Fact]
    public void Quotes_backslashes_and_tabs_are_escaped_and_letters_are_not() => AssertBody(
        """{"grant_type":"password","username":"José \"J\"","password":"a\\b\tc€","client_id":"my-client","client_secret":"s3cr3t"}""",
        Grant.Password("José \"J\"", "a\\b\tc€"));

    [Fact]
    public void A_code_goes_out_with_its_redirect_uri_unchanged() => AssertBody(
        """{"grant_type":"authorization_code","code":"c/0","redirect_uri":"HTTPS://A.example:443/cb?x=1&y=%20",""" + Received.JsonClient,
        Grant.AuthorizationCode("c/0", "HTTPS://A.example:443/cb?x=1&y=%20"));

    [Fact]
    public void A_code_without_a_redirect_uri_sends_none() => AssertBody(
        """{"grant_type":"authorization_code","code":"c0de","client_id":"my-client","client_secret":"s3cr3t"}""",
        Grant.AuthorizationCode("c0de"));

    [Fact]
    public void An_app_grant_sends_the_id_as_a_number() => AssertBody(
        """{"grant_type":"app","app_id":9223372036854775807,"app_token":"ab12","client_id":"my-client","client_secret":"s3cr3t"}""",
        Grant.App(long.MaxValue, "ab12"));

    [Fact]
    public void A_refresh_grant_sends_the_refresh_token() => AssertBody(
        """{"grant_type":"refresh_token","refresh_token":"r1","client_id":"my-client","client_secret":"s3cr3t"}""",
        Grant.RefreshToken("r1"));

    [Fact]
    public void Json_goes_to_the_json_path_with_the_bare_content_type()
    {
        var form = TokenRequest.Encode(new TokenRequest(Received.Credentials, Grant.RefreshToken("r"), WireFormat.Json)).Right();
        Assert.Equal("/oauth/token/v2", form.Path);
        Assert.Equal("application/json", form.ContentType);
        Assert.Equal(WireFormat.Json, form.Format);
    }

    private static void AssertBody(string expected, Grant grant)
    {
        var request = new TokenRequest(Received.Credentials, grant, WireFormat.Json);
        Assert.Equal(expected, Encoding.UTF8.GetString(TokenRequest.Encode(request).Right().ToBytes()));
    }
}

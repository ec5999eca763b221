namespace PodioOAuth.Functional.Core.Tests.Requests;

/// <summary>The exact bytes of a JSON body for <c>/oauth/token/v2</c>, grant by grant. Every body is written by hand.</summary>
public sealed class JsonBodyTests
{
    public static TheoryData<string, Grant> Bodies => new()
    {
        {
            """{"grant_type":"password","username":"jane@example.com","password":"a b=1+1&<>'",""",
            Grant.Password("jane@example.com", "a b=1+1&<>'")
        },
        // Quotes, backslashes and tabs are escaped, and letters are not.
        { """{"grant_type":"password","username":"José \"J\"","password":"a\\b\tc€",""", Grant.Password("José \"J\"", "a\\b\tc€") },
        {
            """{"grant_type":"authorization_code","code":"c/0","redirect_uri":"HTTPS://A.example:443/cb?x=1&y=%20",""",
            Grant.AuthorizationCode("c/0", "HTTPS://A.example:443/cb?x=1&y=%20")
        },
        { """{"grant_type":"authorization_code","code":"c0de",""", Grant.AuthorizationCode("c0de") },
        { """{"grant_type":"app","app_id":9223372036854775807,"app_token":"ab12",""", Grant.App(long.MaxValue, "ab12") },
        { """{"grant_type":"refresh_token","refresh_token":"r1",""", Grant.RefreshToken("r1") },
    };

    [Theory, MemberData(nameof(Bodies))]
    public void A_grant_sends_its_type_then_its_fields_then_the_client_pair(string members, Grant grant)
    {
        var request = new TokenRequest(Received.Credentials, grant, WireFormat.Json);
        Assert.Equal(
            members + "\"client_id\":\"my-client\",\"client_secret\":\"s3cr3t\"}",
            Encoding.UTF8.GetString(TokenRequest.Encode(request).Right().ToBytes()));
    }

    [Fact]
    public void Json_goes_to_the_json_path_with_the_bare_content_type()
    {
        var form = TokenRequest.Encode(new TokenRequest(Received.Credentials, Grant.RefreshToken("r"), WireFormat.Json)).Right();
        Assert.Equal("/oauth/token/v2", form.Path);
        Assert.Equal("application/json", form.ContentType);
        Assert.Equal(WireFormat.Json, form.Format);
    }

}

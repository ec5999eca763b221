using static PodioOAuth.Functional.Core.Tests.Requests.Received;

namespace PodioOAuth.Functional.Core.Tests.Requests;

/// <summary>Decode takes what any correct client sends, not only what Encode writes.</summary>
public sealed class DecodeAcceptanceTests
{
    [Theory]
    [InlineData("client_secret=s3cr3t&password=pw&client_id=my-client&username=jane&grant_type=password")] // Another order.
    [InlineData("grant_type=password&client_id=my-client&client_secret=s3cr3t&username=jane&password=pw")] // That of podio-rb.
    [InlineData("grant%5Ftype=p%61ssword&username=%6a%61%6E%65&password=%70%77&client_id=my%2Dclient&client_secret=s3cr3t")]
    [InlineData("grant_type=password&username=jane&password=pw&client_id=my-client&client_secret=s3cr3t&")]
    [InlineData("&&grant_type=password&&username=jane&password=pw&client_id=my-client&client_secret=s3cr3t")]
    [InlineData("grant_type=password&username=jane&password=pw&client_id=my-client&client_secret=s3cr3t&x=1&x=2&scope=&state")]
    [InlineData("grant_type=password&username=jane&password=pw&redirect_uri=https%3A%2F%2Fa&client_id=my-client&client_secret=s3cr3t")]
    [InlineData("grant_type=password&username=jane&password=pw&redirect_uri=&code=&client_id=my-client&client_secret=s3cr3t")]
    [InlineData("grant_type=password&username=jane&password=pw&redirect_uri&client_id=my-client&client_secret=s3cr3t")]
    public void A_form_is_read_however_it_is_written(string body) => Assert.Equal(Password, TokenRequest.Decode(Form(body)).Right());

    [Theory]
    [InlineData("a+b", "a b"), InlineData("a%20b", "a b")]
    [InlineData("%c3%a9%e2%82%ac", "é€"), InlineData("%C3%a9%E2%82%aC", "é€")]
    [InlineData("é€", "é€")] // Unescaped UTF-8.
    [InlineData("a=b", "a=b")] // Only the first = parts name and value.
    [InlineData("%2B%26%3D%25", "+&=%"), InlineData("~!$'()*,;:@/?", "~!$'()*,;:@/?")]
    public void Escapes_in_either_case_and_unescaped_bytes_are_the_same_text(string escaped, string username) => Assert.Equal(
        new TokenRequest(Credentials, Grant.Password(username, "pw")),
        TokenRequest.Decode(Form($"grant_type=password&username={escaped}&password=pw" + Client)).Right());

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-8"), InlineData("application/x-www-form-urlencoded;charset=UTF-8")]
    [InlineData("Application/X-WWW-Form-URLEncoded"), InlineData(" application/x-www-form-urlencoded ; charset=\"utf-8\"")]
    public void The_form_media_type_may_have_parameters_and_any_case(string contentType) => Assert.Equal(
        Password, TokenRequest.Decode(Form("grant_type=password&username=jane&password=pw" + Client, contentType)).Right());

    [Theory, InlineData("application/json; charset=utf-8"), InlineData("APPLICATION/JSON")]
    public void The_json_media_type_may_have_parameters_and_any_case(string contentType) => Assert.Equal(
        Password with { Format = WireFormat.Json },
        TokenRequest.Decode(Json(
            """{"grant_type":"password","username":"jane","password":"pw","client_id":"my-client","client_secret":"s3cr3t"}""",
            contentType)).Right());

    [Theory, InlineData("4711"), InlineData("\"4711\""), InlineData("\"\\u0034711\"")]
    public void An_app_id_may_be_a_json_number_or_text(string appId) => Assert.Equal(
        new TokenRequest(Credentials, Grant.App(4711, "t"), WireFormat.Json),
        TokenRequest.Decode(Json(
            $$"""{"grant_type":"app","app_id":{{appId}},"app_token":"t","client_id":"my-client","client_secret":"s3cr3t"}""")).Right());

    [Theory]
    [InlineData("""{"client_secret":"s3cr3t","client_id":"my-client","password":"pw","username":"jane","grant_type":"password"}""")]
    [InlineData("""{"grant_type":"password","username":"jane","password":"pw","redirect_uri":null,"code":"",""" + JsonClient)]
    [InlineData("""{"grant_type":"password","username":"jane","password":"pw","redirect_uri":"cb",""" + JsonClient)]
    [InlineData(
        """{"x":{"grant_type":"app","y":[[1]]},"x":1,"grant\u005ftype":"p\u0061ssword","username":"jane","password":"pw",""" + JsonClient)]
    [InlineData("""{"z":"\ud800","\udc00":1,"grant_type":"password","username":"jane","password":"pw",""" + JsonClient)]
    [InlineData(
        " \r\n{ \"grant_type\" : \"password\" , \"username\":\"jane\",\"password\":\"pw\","
            + "\"client_id\":\"my-client\",\"client_secret\":\"s3cr3t\" }\n")]
    public void A_json_object_is_read_however_it_is_written(string body) =>
        Assert.Equal(Password with { Format = WireFormat.Json }, TokenRequest.Decode(Json(body)).Right());

    [Fact]
    public void A_pair_of_surrogate_escapes_is_one_character() => Assert.Equal(
        new TokenRequest(Credentials, Grant.Password("😀", "pw"), WireFormat.Json),
        TokenRequest.Decode(Json("""{"grant_type":"password","username":"\ud83d\ude00","password":"pw",""" + JsonClient)).Right());

    public static TheoryData<string, Grant> Grants => new()
    {
        { "grant_type=authorization_code&code=c&redirect_uri=", Grant.AuthorizationCode("c", redirectUri: null) },
        {
            "grant_type=authorization_code&code=c&redirect_uri=HTTPS://A.example:443/%257e?a=1%26b=%2520",
            Grant.AuthorizationCode("c", "HTTPS://A.example:443/%7e?a=1&b=%20")
        },
        { "grant_type=refresh_token&refresh_token=r%2B1", Grant.RefreshToken("r+1") },
    };

    [Theory, MemberData(nameof(Grants))]
    public void A_grant_round_trips(string form, Grant grant) =>
        Assert.Equal(new TokenRequest(Credentials, grant), TokenRequest.Decode(Form(form + Client)).Right());

    [Theory]
    [InlineData("Basic bXktY2xpZW50OnMzY3IzdA==")] // my-client:s3cr3t
    [InlineData("basic bXktY2xpZW50OnMzY3IzdA=="), InlineData("BASIC   bXktY2xpZW50OnMzY3IzdA== ")]
    [InlineData("Basic bXklMkRjbGllbnQ6czNjciUzM3Q=")] // my%2Dclient:s3cr%33t
    public void The_client_pair_may_come_by_http_basic(string header) => Assert.Equal(
        Password, TokenRequest.Decode(Form("grant_type=password&username=jane&password=pw", authorization: header)).Right());

    [Fact]
    public void The_pair_of_http_basic_is_form_escaped() => Assert.Equal(
        new TokenRequest(new ClientCredentials("a:b c", "d:%+"), Grant.RefreshToken("r")),
        TokenRequest.Decode(Form("grant_type=refresh_token&refresh_token=r", authorization: Basic("a%3Ab+c:d:%25%2b"))).Right());

    [Fact]
    public void Http_basic_works_beside_json() => Assert.Equal(
        Password with { Format = WireFormat.Json },
        TokenRequest.Decode(Json(
            """{"grant_type":"password","username":"jane","password":"pw"}""", authorization: Basic("my-client:s3cr3t"))).Right());

    [Fact]
    public void A_client_field_without_a_value_does_not_conflict_with_HTTP_Basic() => Assert.Equal(
        Password,
        TokenRequest.Decode(Form(
            "grant_type=password&username=jane&password=pw&client_id=&client_secret=", authorization: Basic("my-client:s3cr3t"))).Right());

    [Fact]
    public void A_body_of_exactly_one_mebibyte_is_inspected()
    {
        var body = Encoding.ASCII.GetBytes("grant_type=password&username=jane&password=pw" + Client + "&x=" + new string('x', 1024 * 1024));
        Assert.Equal(Password, TokenRequest.Decode(Form(body[..(1024 * 1024)])).Right());
    }

    [Fact]
    public void Json_may_be_nested_64_deep()
    {
        var deep = new string('[', 63) + new string(']', 63);
        var body = $$"""{"x":{{deep}},"grant_type":"password","username":"jane","password":"pw",""" + JsonClient;
        Assert.Equal(Password with { Format = WireFormat.Json }, TokenRequest.Decode(Json(body)).Right());
    }
}

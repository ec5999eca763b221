namespace PodioOAuth.Functional.InMemory.Tests.Machine;

/// <summary>Every way to be refused: a literal request in, Podio's literal envelope out (PODIO 4.1 to 4.7), and nothing changed.</summary>
public sealed class RefusalTests
{
    private const string Pair = "client_id=my-client&client_secret=client%2Bsecret";
    private const string JsonPair = "\"client_id\":\"my-client\",\"client_secret\":\"client+secret\"";

    public static TheoryData<string, string> Forms => new()
    {
        // The client (PODIO 4.4).
        { "grant_type=password&username=a&password=b&client_id=nobody&client_secret=s", Envelope.InvalidClientId },
        { "grant_type=password&username=a&password=b&client_id=my-client&client_secret=s", Envelope.InvalidClientSecret },
        { "grant_type=password&username=a&password=b&client_id=my-client&client_secret=other-secret", Envelope.InvalidClientSecret },

        // User, app, code, refresh token (PODIO 4.4, 4.5).
        { $"grant_type=password&username=joe%40example.com&password=b&{Pair}", Envelope.NoSuchUser },
        { $"grant_type=password&username=jane%40example.com&password=b&{Pair}", Envelope.InvalidPassword },
        { $"grant_type=app&app_id=1&app_token=0123456789abcdef&{Pair}", Envelope.NoSuchApp },
        { $"grant_type=app&app_id=654321&app_token=0123456789abcdee&{Pair}", Envelope.InvalidAppToken },
        { $"grant_type=authorization_code&code=unknown&{Pair}", Envelope.InvalidCode },
        { $"grant_type=refresh_token&refresh_token=unknown&{Pair}", Envelope.InvalidRefreshToken },

        // The grant type.
        { $"grant_type=client_credentials&{Pair}", Envelope.UnsupportedGrantType },
        { $"grant_type=PASSWORD&username=a&password=b&{Pair}", Envelope.UnsupportedGrantType },

        // Missing parameters (PODIO 4.7): the client first, whatever else there is not. A parameter without a value is missing.
        { "", Envelope.MissingClientId },
        { "grant_type=password", Envelope.MissingClientId },
        { "grant_type=saml&client_secret=s", Envelope.MissingClientId },
        { "grant_type=app&app_id=x&client_id=my-client", Envelope.MissingClientSecret },
        { "grant_type=password&username=a&password=b&client_id=&client_secret=s", Envelope.MissingClientId },
        { Pair, Envelope.Missing("grant_type") },
        { $"grant_type=password&password=b&{Pair}", Envelope.Missing("username") },
        { $"grant_type=password&username=a&{Pair}", Envelope.Missing("password") },
        { $"grant_type=password&username=a&password=&{Pair}", Envelope.Missing("password") },
        { $"grant_type=authorization_code&{Pair}", Envelope.Missing("code") },
        { $"grant_type=refresh_token&{Pair}", Envelope.Missing("refresh_token") },
        { $"grant_type=app&app_token=a&{Pair}", Envelope.Missing("app_id") },
        { $"grant_type=app&app_id=654321&{Pair}", Envelope.Missing("app_token") },
    };

    public static TheoryData<string, string> Objects => new()
    {
        {
            """{"grant_type":"password","username":"a","password":"b","client_id":"nobody","client_secret":"s"}""",
            Envelope.InvalidClientId
        },
        {
            """{"grant_type":"password","username":"a","password":"b","client_id":"my-client","client_secret":"s"}""",
            Envelope.InvalidClientSecret
        },
        { $$"""{"grant_type":"password","username":"joe@example.com","password":"b",{{JsonPair}}}""", Envelope.NoSuchUser },
        { $$"""{"grant_type":"password","username":"jane@example.com","password":"b",{{JsonPair}}}""", Envelope.InvalidPassword },
        { $$"""{"grant_type":"app","app_id":1,"app_token":"0123456789abcdef",{{JsonPair}}}""", Envelope.NoSuchApp },
        { $$"""{"grant_type":"app","app_id":654321,"app_token":"x",{{JsonPair}}}""", Envelope.InvalidAppToken },
        { $$"""{"grant_type":"authorization_code","code":"unknown",{{JsonPair}}}""", Envelope.InvalidCode },
        { $$"""{"grant_type":"refresh_token","refresh_token":"unknown",{{JsonPair}}}""", Envelope.InvalidRefreshToken },
        { $$"""{"grant_type":"transfer_token",{{JsonPair}}}""", Envelope.UnsupportedGrantType },
        { "{}", Envelope.MissingClientId },
        { """{"grant_type":"password","client_id":"my-client"}""", Envelope.MissingClientSecret },
        { $$"""{"grant_type":null,{{JsonPair}}}""", Envelope.Missing("grant_type") },
        { $$"""{"grant_type":"refresh_token",{{JsonPair}}}""", Envelope.Missing("refresh_token") },

        // No object (PODIO 1.3, 4.7).
        { "", Envelope.MustBeObject },
        { "null", Envelope.MustBeObject },
        { "[]", Envelope.MustBeObject },
        { """{"grant_type":"password" "username":"a"}""", Envelope.MustBeObject },
        { $"grant_type=password&username=a&password=b&{Pair}", Envelope.MustBeObject },
    };

    public static TheoryData<string, string?, string> WrongContentTypes => new()
    {
        // PODIO 1.3, measured: neither endpoint reads the other's format, and says so in these words.
        { "/oauth/token/v2", Request.FormType, Envelope.MustBeObject },
        { "/oauth/token", "application/json", Envelope.MissingClientId },
        { "/oauth/token/v2", null, Envelope.MustBeObject },
        { "/oauth/token", null, Envelope.MissingClientId },
        { "/oauth/token", "text/plain", Envelope.MissingClientId },
        { "/oauth/token/v2", "text/json", Envelope.MustBeObject },
    };

    [Theory, MemberData(nameof(Forms))]
    public void A_form_is_refused_in_Podios_words(string body, string envelope) =>
        Refused.With(Request.Form(body), 400, Envelope.Whole(envelope, "/oauth/token"));

    [Theory, MemberData(nameof(Objects))]
    public void An_object_is_refused_in_Podios_words(string body, string envelope) =>
        Refused.With(Request.Json(body), 400, Envelope.Whole(envelope, "/oauth/token/v2"));

    [Theory, MemberData(nameof(WrongContentTypes))]
    public void Each_endpoint_takes_its_own_format_only(string path, string? contentType, string envelope)
    {
        var form = $"grant_type=app&app_id=654321&app_token=0123456789abcdef&{Pair}";
        var json = $$"""{"grant_type":"app","app_id":654321,"app_token":"0123456789abcdef",{{JsonPair}}}""";
        Assert.All([form, json], body => Refused.With(Request.Literal(path, contentType, body), 400, Envelope.Whole(envelope, path)));
    }

    [Theory]
    [InlineData("POST", "/oauth/tokens")]
    [InlineData("POST", "/oauth/token/")]
    [InlineData("POST", "/OAuth/Token")]
    [InlineData("POST", "")]
    [InlineData("GET", "/oauth/token")]
    [InlineData("PUT", "/oauth/token/v2")]
    [InlineData("post", "/oauth/token")]
    public void An_unknown_operation_is_not_found(string method, string path) =>
        Refused.With(Request.Literal(path, Request.FormType, Pair, method), 404, Envelope.Whole(Envelope.NotFound, path, method));
}

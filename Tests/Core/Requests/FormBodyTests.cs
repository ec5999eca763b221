namespace PodioOAuth.Functional.Core.Tests.Requests;

/// <summary>The exact bytes of a form body, grant by grant (RFC 6749 appendix B, PODIO 2.2 to 2.8). Every body is written by
/// hand.</summary>
public sealed class FormBodyTests
{
    private const string EveryPrintableAscii =
        " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

    private const string EveryPrintableAsciiEscaped =
        "+%21%22%23%24%25%26%27%28%29*%2B%2C-.%2F0123456789%3A%3B%3C%3D%3E%3F%40ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        + "%5B%5C%5D%5E_%60abcdefghijklmnopqrstuvwxyz%7B%7C%7D%7E";

    private static readonly ClientCredentials Client = new("my-client", "s3cr3t");

    public static TheoryData<string, Grant> Bodies => new()
    {
        { "grant_type=password&username=jane%40example.com&password=a+b%3D1%2B1", Grant.Password("jane@example.com", "a b=1+1") },
        {
            "grant_type=authorization_code&code=c%2F0&redirect_uri=https%3A%2F%2Fa.example%2Fcb",
            Grant.AuthorizationCode("c/0", "https://a.example/cb")
        },
        { "grant_type=authorization_code&code=c0de", Grant.AuthorizationCode("c0de") },
        { "grant_type=app&app_id=4711&app_token=ab12", Grant.App(4711, "ab12") },
        { "grant_type=app&app_id=9223372036854775807&app_token=ab12", Grant.App(long.MaxValue, "ab12") },
        { "grant_type=refresh_token&refresh_token=r-1.2_3*4", Grant.RefreshToken("r-1.2_3*4") },
    };

    [Theory, MemberData(nameof(Bodies))]
    public void A_grant_sends_its_type_then_its_fields_then_the_client_pair(string body, Grant grant) =>
        AssertBody(body + "&client_id=my-client&client_secret=s3cr3t", grant);

    [Fact]
    public void The_client_pair_is_escaped_like_any_field() => Assert.Equal(
        "grant_type=refresh_token&refresh_token=r&client_id=me%40x.example&client_secret=%26client_id%3Dother",
        BodyOf(new TokenRequest(new ClientCredentials("me@x.example", "&client_id=other"), Grant.RefreshToken("r"))));

    [Theory]
    [InlineData(" %&+£€", "+%25%26%2B%C2%A3%E2%82%AC")] // The example of RFC 6749 appendix B.
    [InlineData(EveryPrintableAscii, EveryPrintableAsciiEscaped), InlineData("\t", "%09")]
    [InlineData("é", "%C3%A9")]
    [InlineData("e\u0301", "e%CC%81")] // Not composed: the server hashes what was typed.
    [InlineData("\u0080", "%C2%80"), InlineData("\u07FF\u0800", "%DF%BF%E0%A0%80"), InlineData("\uFFFD", "%EF%BF%BD")]
    [InlineData("😀", "%F0%9F%98%80"), InlineData("\U0010FFFF", "%F4%8F%BF%BF"), InlineData("a😀b c", "a%F0%9F%98%80b+c")]
    [InlineData("%41", "%2541"), InlineData("a&password=b", "a%26password%3Db")]
    public void A_value_is_escaped_byte_by_byte(string value, string escaped) => AssertBody(
        $"grant_type=password&username={escaped}&password={escaped}&client_id=my-client&client_secret=s3cr3t",
        Grant.Password(value, value));

    [Theory]
    [InlineData("https://a.example/cb?x=1&y=%20", "https%3A%2F%2Fa.example%2Fcb%3Fx%3D1%26y%3D%2520")]
    [InlineData("HTTPS://A.Example:443/a/../b/./%7e", "HTTPS%3A%2F%2FA.Example%3A443%2Fa%2F..%2Fb%2F.%2F%257e")]
    [InlineData("https://a.example", "https%3A%2F%2Fa.example")]
    [InlineData("myapp:/cb", "myapp%3A%2Fcb")]
    [InlineData("urn:x+y", "urn%3Ax%2By")]
    public void A_redirect_uri_is_escaped_and_never_normalised(string uri, string escaped) => AssertBody(
        $"grant_type=authorization_code&code=c&redirect_uri={escaped}&client_id=my-client&client_secret=s3cr3t",
        Grant.AuthorizationCode("c", uri));

    [Fact]
    public void A_form_goes_to_the_form_path_with_the_bare_content_type()
    {
        var form = TokenRequest.Encode(new TokenRequest(Client, Grant.RefreshToken("r"))).Right();
        Assert.Equal("/oauth/token", form.Path);
        Assert.Equal("application/x-www-form-urlencoded", form.ContentType);
        Assert.Equal(WireFormat.Form, form.Format);
        Assert.Equal("grant_type=refresh_token&refresh_token=r&client_id=my-client&client_secret=s3cr3t".Length, form.Length);
        Assert.Equal(form.ToBytes(), form.AsMemory().ToArray());
    }

    [Fact]
    public void Changing_the_bytes_given_out_does_not_change_the_request()
    {
        var form = TokenRequest.Encode(new TokenRequest(Client, Grant.RefreshToken("r"))).Right();
        form.ToBytes()[0] = (byte)'X';
        Assert.Equal((byte)'g', form.ToBytes()[0]);
    }

    private static void AssertBody(string expected, Grant grant) => Assert.Equal(expected, BodyOf(new TokenRequest(Client, grant)));

    private static string BodyOf(TokenRequest request) => Encoding.Latin1.GetString(TokenRequest.Encode(request).Right().ToBytes());
}

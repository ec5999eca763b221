using static PodioOAuth.Functional.Core.Tests.Requests.Received;

namespace PodioOAuth.Functional.Core.Tests.Requests;

/// <summary>Decode refuses by name what no correct client sends, in a form.</summary>
public sealed class DecodeRejectionTests
{
    private const string Whole = "grant_type=password&username=jane&password=pw" + Client;

    [Theory]
    [InlineData(Whole + "&username=jane", "username: Duplicate")]
    [InlineData(Whole + "&username=", "username: Duplicate")]
    [InlineData("username=&" + Whole, "username: Duplicate")]
    [InlineData(Whole + "&username", "username: Duplicate")]
    [InlineData(Whole + "&grant_type=app", "grant_type: Duplicate")]
    [InlineData(Whole + "&client_id=x&client_secret=y", "client_id: Duplicate", "client_secret: Duplicate")]
    [InlineData(Whole + "&user%6Eame=jane", "username: Duplicate")]
    [InlineData(Whole + "&code=a&code=b", "code: Duplicate")] // Even where the grant does not use it.
    [InlineData(Whole + "&app_id=1&app_id=1&app_id=1", "app_id: Duplicate")]
    [InlineData(Whole + "&code=%", "code: MalformedEscape")]
    [InlineData(Whole + "&code=%2", "code: MalformedEscape")]
    [InlineData(Whole + "&code=%zz", "code: MalformedEscape")]
    [InlineData(Whole + "&code=%2z", "code: MalformedEscape")]
    [InlineData(Whole + "&code=%+5", "code: MalformedEscape")]
    [InlineData(Whole + "&code=% 5", "code: MalformedEscape")]
    [InlineData(Whole + "&code=%5 ", "code: MalformedEscape")]
    [InlineData(Whole + "&code=%5\0", "code: MalformedEscape")]
    [InlineData(Whole + "&code=%u0041", "code: MalformedEscape")]
    [InlineData(Whole + "&code=%%41", "code: MalformedEscape")]
    [InlineData(Whole + "&code=%ff", "code: InvalidUtf8")]
    [InlineData(Whole + "&code=%c3", "code: InvalidUtf8")]
    [InlineData(Whole + "&code=%c0%80", "code: InvalidUtf8")] // Overlong.
    [InlineData(Whole + "&code=%ed%a0%80", "code: InvalidUtf8")] // A surrogate.
    [InlineData(Whole + "&code=%f4%90%80%80", "code: InvalidUtf8")] // Beyond U+10FFFF.
    [InlineData(Whole + "&%zz=1", "body: MalformedEscape"), InlineData(Whole + "&=%zz", "body: MalformedEscape")]
    [InlineData(Whole + "&%ff=1", "body: InvalidUtf8")]
    [InlineData(Whole + "&%zz=%ff", "body: MalformedEscape")] // The name's before the value's.
    [InlineData("grant_type=password&username&password=pw" + Client, "username: Missing")] // A name is not its own value.
    [InlineData(Whole + "&unknown=%zz", "body: MalformedEscape")] // Unknown names are the sender's text: not repeated.
    [InlineData("", "grant_type: Missing", "client_id: Missing", "client_secret: Missing")]
    [InlineData("grant_type=" + Client, "grant_type: Missing")]
    [InlineData("grant_type=client_credentials" + Client, "grant_type: UnknownGrantType")]
    [InlineData("grant_type=Password" + Client, "grant_type: UnknownGrantType")]
    [InlineData("grant_type=x", "grant_type: UnknownGrantType", "client_id: Missing", "client_secret: Missing")]
    [InlineData(
        "grant_type=password&username=&password=",
        "username: Missing", "password: Missing", "client_id: Missing", "client_secret: Missing")]
    [InlineData("grant_type=authorization_code&code=c&redirect_uri=/cb" + Client, "redirect_uri: NotAbsolute")]
    [InlineData("grant_type=password&username=a%0Ab&password=p%7F" + Client, "username: InvalidCharacter", "password: InvalidCharacter")]
    public void A_form_is_refused_by_name(string body, params string[] problems) =>
        Assert.Equal(problems, TokenRequest.Decode(Form(body)).Problems());

    [Theory]
    [InlineData("007"), InlineData("1e3"), InlineData("1.0"), InlineData("%2B5"), InlineData("-5"), InlineData("0")]
    [InlineData("+5")] // A blank before it.
    [InlineData("5+"), InlineData("5%00"), InlineData("0x5"), InlineData("1%2C000")]
    [InlineData("%D9%A5")] // An Arabic-Indic five.
    [InlineData("9223372036854775808"), InlineData("99999999999999999999999999999999")]
    public void An_app_id_is_digits_of_a_positive_64_bit_number(string appId) => Assert.Equal(
        ["app_id: OutOfRange"], TokenRequest.Decode(Form($"grant_type=app&app_id={appId}&app_token=t" + Client)).Problems());

    [Fact]
    public void An_app_without_fields_reports_all_missing_ones() => Assert.Equal(
        ["app_id: Missing", "app_token: Missing", "client_id: Missing", "client_secret: Missing"],
        TokenRequest.Decode(Form("grant_type=app")).Problems());

    [Fact]
    public void Unescaped_invalid_utf8_is_refused() => Assert.Equal(
        ["code: InvalidUtf8"], TokenRequest.Decode(Form([.. Encoding.ASCII.GetBytes(Whole + "&code="), 0xFF])).Problems());

    [Fact]
    public void A_body_over_one_mebibyte_is_not_inspected() => Assert.Equal(
        ["body: TooLong"], TokenRequest.Decode(Form(new byte[(1024 * 1024) + 1])).Problems());

    [Theory, InlineData("Basic bXktY2xpZW50OnMzY3IzdA==")]
    public void A_client_pair_in_the_body_and_by_http_basic_is_refused(string header)
    {
        Assert.Equal(["Authorization: SentTwice"], TokenRequest.Decode(Form(Whole, authorization: header)).Problems());
        Assert.Equal(
            ["Authorization: SentTwice"],
            TokenRequest.Decode(Form("grant_type=refresh_token&refresh_token=r&client_id=my-client", authorization: header)).Problems());
    }

    [Theory]
    [InlineData("OAuth2 token", "Authorization: Unsupported")]
    [InlineData("Bearer bXktY2xpZW50OnMzY3IzdA==", "Authorization: Unsupported")]
    [InlineData("Basic", "Authorization: Unsupported")]
    [InlineData("", "Authorization: Unsupported")]
    [InlineData("Basic !!!!", "Authorization: Malformed")]
    [InlineData("Basic bXktY2xpZW50OnMzY3IzdA=", "Authorization: Malformed")]
    [InlineData("Basic bXktY2xp ZW50OnMzY3IzdA==", "Authorization: Malformed")]
    [InlineData("Basic bXktY2xp\tZW50OnMzY3IzdA==", "Authorization: Malformed")]
    [InlineData("Basic bXktY2xpZW50", "Authorization: Malformed")] // No colon.
    [InlineData("Basic JXp6OmE=", "Authorization: Malformed")] // %zz:a
    [InlineData("Basic /zph", "Authorization: Malformed")] // 0xFF:a
    [InlineData("Basic Og==", "client_id: Missing", "client_secret: Missing")] // :
    public void Another_or_a_broken_authorization_is_refused(string header, params string[] problems) => Assert.Equal(
        problems, TokenRequest.Decode(Form("grant_type=password&username=jane&password=pw", authorization: header)).Problems());

    // Of the longest pair each field has 16,384 characters, all of them escaped.
    [Theory, InlineData(16_384), InlineData(16_385, "Authorization: TooLong")]
    public void An_authorization_longer_than_any_client_pair_is_refused(int length, params string[] problems)
    {
        var field = string.Concat(Enumerable.Repeat("%41", length));
        var decoded = TokenRequest.Decode(Form("grant_type=refresh_token&refresh_token=r", authorization: Basic($"{field}:{field}")));
        Assert.Equal(problems, decoded.IsRight ? [] : decoded.Problems());
    }

    [Theory]
    [InlineData("/oauth/token", "application/json")]
    [InlineData("/oauth/token", null)]
    [InlineData("/oauth/token", "")]
    [InlineData("/oauth/token", "application/x-www-form-urlencoded-not")]
    [InlineData("/oauth/token", "multipart/form-data")]
    [InlineData("/oauth/token", "application/x-www-form-urlencoded\u00a0")] // Blanks and tabs alone may stand around it.
    [InlineData("/oauth/token", "application/x-www-form-urlencoded\n"), InlineData("/oauth/token/v2", "application/x-www-form-urlencoded")]
    [InlineData("/oauth/token/v2", null), InlineData("/oauth/token/v2", "text/json")]
    public void Each_path_takes_its_own_content_type_only(string path, string? contentType) => Assert.Equal(
        ["Content-Type: Unsupported"], TokenRequest.Decode(Form(Whole, contentType) with { Path = path }).Problems());

    [Theory, InlineData("GET"), InlineData("post"), InlineData(""), InlineData(null)]
    public void Only_post_is_taken(string? method) =>
        Assert.Equal(["method: Unsupported"], TokenRequest.Decode(Form(Whole) with { Method = method! }).Problems());

    [Theory]
    [InlineData("/oauth/token/"), InlineData("/OAuth/Token"), InlineData("/oauth/token/v3"), InlineData("/oauth/token?x=1"), InlineData("")]
    [InlineData(null)]
    public void Only_the_two_paths_are_taken(string? path) =>
        Assert.Equal(["path: Unsupported"], TokenRequest.Decode(Form(Whole) with { Path = path! }).Problems());

    [Fact]
    public void Method_path_and_size_are_named_together() => Assert.Equal(
        ["method: Unsupported", "path: Unsupported", "body: TooLong"],
        TokenRequest.Decode(Form(new byte[(1024 * 1024) + 1]) with { Method = "GET", Path = "/" }).Problems());

    [Fact]
    public void A_null_request_is_a_field_error()
    {
        Assert.Equal(["request: Missing"], TokenRequest.Decode((ReceivedRequest?)null).Problems());
        Assert.Equal(["request: Missing"], TokenRequest.Decode((FormRequest?)null).Problems());
    }
}

namespace PodioOAuth.Functional.InMemory.Tests.Machine;

/// <summary>Each grant in each format: a literal request in, a literal reply out (PODIO 2.2 to 2.5, 3.1).</summary>
public sealed class GrantTests
{
    private const string Pair = "client_id=my-client&client_secret=client%2Bsecret";
    private const string AppForm = $"grant_type=app&app_id=654321&app_token=0123456789abcdef&{Pair}";
    private const string JsonPair = "\"client_id\":\"my-client\",\"client_secret\":\"client+secret\"";

    private const string RefreshToken = "00112233445566778899aabbccddeeff";

    private readonly TestPodio _podio = new();

    public static TheoryData<string, string> Forms => new()
    {
        { $"grant_type=password&username=jane%40example.com&password=pass+%26+w%C3%B6rd%3D100%25&{Pair}", Reply.OfUser },
        { $"grant_type=password&username=jane@example.com&password=pass%20%26%20w%c3%b6rd%3d100%25&{Pair}", Reply.OfUser },
        {
            $"grant_type=authorization_code&code=code-1&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb%3Fa%3D1%26b%3D%252F&{Pair}",
            Reply.OfUser
        },
        { AppForm, Reply.OfApp },
        { $"{Pair}&app_token=0123456789abcdef&unknown=1&app_id=654321&grant_type=app", Reply.OfApp },
        { $"{AppForm}&redirect_uri=https%3A%2F%2Funused.example.com%2F", Reply.OfApp },
    };

    public static TheoryData<string, string> Objects => new()
    {
        { $$"""{"grant_type":"password","username":"jane@example.com","password":"pass & w\u00f6rd=100%",{{JsonPair}}}""", Reply.OfUser },
        {
            $$"""
            {"grant_type":"authorization_code",{{JsonPair}},
             "redirect_uri":"https://app.example.com/cb?a=1&b=%2F","code":"code-1"}
            """,
            Reply.OfUser
        },
        { $$"""{"grant_type":"app","app_id":654321,"app_token":"0123456789abcdef",{{JsonPair}}}""", Reply.OfApp },
        { $$"""{"grant_type":"app","app_id":"654321","app_token":"0123456789abcdef",{{JsonPair}}}""", Reply.OfApp },
    };

    [Theory, MemberData(nameof(Forms))]
    public void A_form_to_the_first_endpoint_is_granted(string body, string reply) =>
        AssertGranted(reply, _podio.Podio.Answer(Request.Form(body)));

    [Theory, MemberData(nameof(Objects))]
    public void An_object_to_the_second_endpoint_is_granted(string body, string reply) =>
        AssertGranted(reply, _podio.Podio.Answer(Request.Json(body)));

    [Theory]
    [InlineData(WireFormat.Form, false)]
    [InlineData(WireFormat.Form, true)]
    [InlineData(WireFormat.Json, false)]
    [InlineData(WireFormat.Json, true)]
    public void A_refresh_token_is_granted_a_reply_of_the_same_shape(WireFormat format, bool isApp)
    {
        var first = isApp ? _podio.ByApp(format) : _podio.ByPassword(format);
        AssertGranted(isApp ? Reply.OfApp : Reply.OfUser, _podio.Refresh(Reply.RefreshToken(first), format: format));
    }

    [Fact]
    public void The_literal_requests_for_a_refresh_are_granted()
    {
        var first = Reply.RefreshToken(_podio.ByPassword());
        var second = _podio.Podio.Answer(Request.Form($"grant_type=refresh_token&refresh_token={first}&{Pair}"));
        AssertGranted(Reply.OfUser, second);
        AssertGranted(Reply.OfUser, _podio.Podio.Answer(Request.Json(
            $$"""{"grant_type":"refresh_token","refresh_token":"{{Reply.RefreshToken(second)}}",{{JsonPair}}}""")));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-8"), InlineData("application/x-www-form-urlencoded; charset=UTF-8")]
    [InlineData("Application/X-WWW-Form-URLEncoded")]
    public void Content_types_that_worked_with_Podio_work_here(string contentType) => AssertGranted(
        Reply.OfApp,
        _podio.Podio.Answer(Request.Literal("/oauth/token", contentType, AppForm)));

    [Theory]
    [InlineData("/oauth/token", Request.FormType, "grant_type=app&app_id=654321&app_token=0123456789abcdef")]
    [InlineData("/oauth/token/v2", "application/json", """{"grant_type":"app","app_id":654321,"app_token":"0123456789abcdef"}""")]
    public void The_client_pair_may_come_by_Basic(string path, string contentType, string body) => AssertGranted(
        Reply.OfApp,
        _podio.Podio.Answer(Request.Literal(path, contentType, body, authorization: "Basic bXktY2xpZW50OmNsaWVudCUyQnNlY3JldA==")));

    [Fact]
    public void Every_reply_has_a_request_id_and_the_date_of_the_clock()
    {
        var replies = new[] { _podio.ByPassword(), _podio.Refresh(RefreshToken), _podio.ByApp() };
        Assert.Equal([200, 400, 200], replies.Select(reply => reply.Status));
        Assert.All(replies, reply => Assert.Matches("^[A-Za-z0-9]{8}$", reply.RevealHeader("X-Podio-Request-Id")!));
        Assert.All(replies, reply => Assert.Equal("Tue, 11 Aug 2026 09:15:00 GMT", reply.RevealHeader("Date")));
        Assert.Equal(3, replies.Select(reply => reply.RevealHeader("X-Podio-Request-Id")).Distinct().Count());
    }

    [Fact]
    public void A_configured_lifetime_appears_in_the_reply()
    {
        var podio = new TestPodio(new PodioSettings { AccessTokenLifetime = TimeSpan.FromMilliseconds(61_999) });
        Assert.Equal(61, Reply.Json(podio.ByApp()).GetProperty("expires_in").GetInt32());
    }

    [Fact]
    public void An_access_token_stands_for_its_user_or_app_until_it_expires()
    {
        var (user, app) = (_podio.ByPassword(), _podio.ByApp());
        _podio.Clock.Advance(TimeSpan.FromHours(8) - TimeSpan.FromTicks(1));
        Assert.Equal(TokenReference.User(123), _podio.ReferenceOf(user));
        Assert.Equal(TokenReference.App(654321), _podio.ReferenceOf(app));
        _podio.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.IsType<NoReference>(_podio.ReferenceOf(user));
        Assert.IsType<NoReference>(_podio.ReferenceOf(app));
        Assert.IsType<NoReference>(_podio.Podio.State.ReferenceOf("unknown", TestPodio.Start));
    }

    private static void AssertGranted(string expected, HttpReply reply)
    {
        Assert.Equal(expected, Reply.Masked(reply));
        Assert.Equal(200, reply.Status);
        Assert.Equal("application/json; charset=utf-8", reply.RevealHeader("Content-Type"));
    }
}

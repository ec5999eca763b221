namespace PodioOAuth.Functional.InMemory.Tests.Machine;

/// <summary>Requests that cannot be read: refused by name, without a value of theirs in the reply.</summary>
public sealed class UnreadableRequestTests
{
    private const string Pair = "client_id=my-client&client_secret=client%2Bsecret";
    private const string JsonPair = "\"client_id\":\"my-client\",\"client_secret\":\"client+secret\"";
    private const string AppForm = "grant_type=app&app_id=654321&app_token=0123456789abcdef";

    [Theory]
    [InlineData("OAuth2 0123456789abcdef"), InlineData("Basic"), InlineData("Basic !"), InlineData("Basic bm9jb2xvbg=="), InlineData("")]
    public void An_authorization_header_without_client_credentials_is_refused(string header) => Refused.With(
        Request.Literal("/oauth/token", Request.FormType, AppForm, authorization: header),
        400,
        Envelope.Whole(Envelope.InvalidAuthorizationHeader, "/oauth/token"));

    [Theory]
    [InlineData($"grant_type=app&grant_type=app&app_id=654321&app_token=0123456789abcdef&{Pair}")]
    [InlineData($"grant_type=app&app_id=654321&app_token=%zz&{Pair}"), InlineData($"grant_type=app&app_id=654321&app_token=%ff&{Pair}")]
    [InlineData($"grant_type=app&app_id=654321&app_token=%00&{Pair}")]
    public void A_malformed_form_is_an_invalid_request(string body) => Refused.As("invalid_request", Request.Form(body));

    [Theory, InlineData("654321.0"), InlineData("007"), InlineData("-1"), InlineData("one")]
    public void A_missing_app_id_is_an_invalid_value(string id) =>
        Refused.As("invalid_value", Request.Form($"grant_type=app&app_id={id}&app_token=0123456789abcdef&{Pair}"));

    [Fact]
    public void A_JSON_value_of_the_wrong_type_is_an_invalid_value() => Refused.As(
        "invalid_value", Request.Json($$"""{"grant_type":"password","username":["a"],"password":"b",{{JsonPair}}}"""));

    [Fact]
    public void The_client_pair_in_two_places_is_an_invalid_request() => Refused.As(
        "invalid_request",
        Request.Literal(
            "/oauth/token",
            Request.FormType,
            $"{AppForm}&{Pair}",
            authorization: "Basic bXktY2xpZW50OmNsaWVudCUyQnNlY3JldA=="));

    [Fact]
    public void A_body_over_a_mebibyte_gets_the_gateways_page()
    {
        var podio = new TestPodio().Podio;
        var before = podio.State;
        var reply = podio.Answer(Request.Form(new string('a', (1024 * 1024) + 1)));
        Assert.Equal(413, reply.Status);
        Assert.Equal("text/html", reply.RevealHeader("Content-Type"));
        Assert.StartsWith(
            "<html>\r\n<head><title>413 Request Entity Too Large</title></head>\r\n", Reply.Text(reply), StringComparison.Ordinal);
        Assert.Null(reply.RevealHeader("X-Podio-Request-Id"));
        Assert.Same(before, podio.State);
        Assert.Equal(400, podio.Answer(Request.Form(new string('a', 1024 * 1024))).Status);
    }

    [Fact]
    public void Neither_a_query_nor_a_value_of_the_request_is_echoed()
    {
        var podio = new TestPodio().Podio;
        var replies = new[]
        {
            podio.Answer(Request.Literal("/oauth/token?client_secret=hunter2", Request.FormType, "password=hunter2")),
            podio.Answer(Request.Form($"grant_type=hunter2&{Pair}")),
            podio.Answer(Request.Form($"grant_type=app&app_id=hunter2&app_token=hunter2&{Pair}")),
            podio.Answer(Request.Form("grant_type=password&hunter2=%zz")),
            podio.Answer(Request.Json($$"""{"grant_type":"password","username":{"hunter2":"hunter2"},{{JsonPair}}}""")),
            podio.Answer(Request.Form($"grant_type=refresh_token&refresh_token=hunter2&{Pair}")),
        };
        Assert.All(replies, reply => Assert.DoesNotContain("hunter2", Reply.Text(reply), StringComparison.Ordinal));
        Assert.Equal("/oauth/token", Reply.Json(replies[0]).GetProperty("request").GetProperty("url").GetString());
    }

    [Fact]
    public void A_request_without_method_or_path_is_not_found()
    {
        var reply = new TestPodio().Podio.Answer(new ReceivedRequest(null!, null!, null, null, default));
        Assert.Equal(404, reply.Status);
        Assert.Equal("not_found", Reply.Error(reply));
    }
}

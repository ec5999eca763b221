namespace PodioOAuth.Functional.InMemory.Tests.Machine;

/// <summary>Calls with an access token: who is let in, Podio's 401s (PODIO 4.12, 4.13), and the operations behind.</summary>
public sealed class ProtectedTests
{
    private readonly TestPodio _podio = new();

    [Theory]
    [InlineData(null, 401, "unauthorized", "invalid_request", "Bearer realm=\"podio\", error=\"invalid_request\"")]
    [InlineData("Bearer {token}", 401, "unauthorized", "invalid_request", "Bearer realm=\"podio\", error=\"invalid_request\"")]
    [InlineData("OAuth2{token}", 401, "unauthorized", "invalid_request", "Bearer realm=\"podio\", error=\"invalid_request\"")]
    [InlineData("OAuth2 madeup", 401, "unauthorized", "expired_token", "Bearer realm=\"podio\", error=\"expired_token\"")]
    [InlineData("OAuth2 {token}x", 401, "unauthorized", "expired_token", "Bearer realm=\"podio\", error=\"expired_token\"")]
    [InlineData("OAuth2 ", 400, "Invalid authorization header", "Invalid authorization header", null)]
    [InlineData("OAuth2", 400, "Invalid authorization header", "Invalid authorization header", null)]
    public void No_call_is_accepted_without_a_token(string? authorization, int status, string error, string description, string? challenge)
    {
        var token = Reply.AccessToken(_podio.ByPassword());
        (string, string)[] calls =
        [
            ("GET", "/oauth/scope"), ("GET", "/user/status"), ("POST", "/oauth/grant/invalidate"), ("GET", "/echo"), ("PUT", "/echo"),
        ];
        foreach (var (method, path) in calls)
        {
            var reply = Call(method, path, authorization?.Replace("{token}", token, StringComparison.Ordinal));
            Assert.Equal(status, reply.Status);
            Assert.Equal(error, Reply.Error(reply));
            Assert.Equal(description, Reply.Json(reply).GetProperty("error_description").GetString());
            Assert.Equal(challenge, reply.RevealHeader("WWW-Authenticate"));
            Assert.DoesNotContain(token, Reply.Text(reply), StringComparison.Ordinal);
        }
    }

    [Theory, InlineData("OAuth2 "), InlineData("oauth2  ")]
    public void The_scope_of_a_token_is_printed(string scheme)
    {
        var reply = Call("GET", "/oauth/scope", scheme + Reply.AccessToken(_podio.ByPassword()));
        Assert.Equal(200, reply.Status);
        Assert.Equal("""{"scope":"global:all"}""", Reply.Text(reply));
        Assert.Equal("""{"scope":null}""", Reply.Text(Call("GET", "/oauth/scope", "OAuth2 " + Reply.AccessToken(_podio.ByApp()))));
    }

    [Fact]
    public void User_status_returns_the_user_and_rejects_the_token_of_an_app()
    {
        Assert.Equal(
            """{"user":{"user_id":123,"mail":"jane@example.com"},"profile":{"user_id":123,"name":"Jane"}}""",
            Reply.Text(Call("GET", "/user/status", "OAuth2 " + Reply.AccessToken(_podio.ByPassword()))));
        var ofApp = Call("GET", "/user/status", "OAuth2 " + Reply.AccessToken(_podio.ByApp()));
        Assert.Equal((403, "forbidden"), (ofApp.Status, Reply.Error(ofApp)));
    }

    [Fact]
    public void An_expired_or_revoked_token_is_no_longer_accepted()
    {
        var (first, second) = ("OAuth2 " + Reply.AccessToken(_podio.ByPassword()), Reply.AccessToken(_podio.ByPassword()));
        _podio.Podio.Update(state => state.Revoke(second));
        Assert.Equal(401, Call("GET", "/oauth/scope", "OAuth2 " + second).Status);
        _podio.Clock.Advance(TimeSpan.FromHours(8) - TimeSpan.FromTicks(1));
        Assert.Equal(200, Call("GET", "/oauth/scope", first).Status);
        _podio.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(401, Call("GET", "/oauth/scope", first).Status);
    }

    [Fact]
    public void Invalidating_ends_this_grant_and_no_other()
    {
        var (one, other) = (_podio.ByPassword(), _podio.ByPassword());
        var reply = Call("POST", "/oauth/grant/invalidate", "OAuth2 " + Reply.AccessToken(one));
        Assert.Equal(204, reply.Status);
        Assert.True(reply.AsMemory().IsEmpty);
        Assert.Null(reply.RevealHeader("Content-Type"));
        Assert.Equal(401, Call("GET", "/oauth/scope", "OAuth2 " + Reply.AccessToken(one)).Status);
        Assert.Equal("invalid_grant", Reply.Error(_podio.Refresh(Reply.RefreshToken(one))));
        Assert.Equal(200, _podio.Refresh(Reply.RefreshToken(other)).Status);
    }

    [Fact]
    public void Echo_returns_the_owner_of_the_token_and_the_request()
    {
        var reply = Call("PUT", "/echo", "OAuth2 " + Reply.AccessToken(_podio.ByApp()), "text/plain", "é\"\u0001"u8.ToArray());
        Assert.Equal(
            "{\"client_id\":\"my-client\",\"ref\":{\"type\":\"app\",\"id\":654321},\"scope\":null,\"method\":\"PUT\","
            + "\"content_type\":\"text/plain\",\"body\":\"é\\\"\\u0001\"}",
            Reply.Text(reply));
    }

    [Fact]
    public void Echo_accepts_bytes_that_are_not_text()
    {
        var reply = Call("POST", "/echo", "OAuth2 " + Reply.AccessToken(_podio.ByApp()), null, [0xFF, 0x61]);
        Assert.Equal("\uFFFDa", Reply.Json(reply).GetProperty("body").GetString());
    }

    [Theory]
    [InlineData("POST", "/oauth/scope")]
    [InlineData("POST", "/user/status")]
    [InlineData("GET", "/oauth/grant/invalidate")]
    [InlineData("GET", "/echo/more")]
    public void An_operation_is_a_method_and_a_path(string method, string path) =>
        Assert.Equal(404, Call(method, path, "OAuth2 " + Reply.AccessToken(_podio.ByApp())).Status);

    private HttpReply Call(string method, string path, string? authorization, string? contentType = null, byte[]? body = null) =>
        _podio.Podio.Answer(new ReceivedRequest(method, path, contentType, authorization, body ?? Encoding.UTF8.GetBytes("")));
}

using System.Web;

namespace PodioOAuth.Functional.InMemory.Tests.Machine;

/// <summary>The authorize step (PODIO 1.7 to 1.12): where the user is sent, and what never leaves.</summary>
public sealed class AuthorizeTests
{
    private const string Good = "client_id=my-client&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb%3Fa%3D1";

    private readonly TestPodio _podio = new();

    [Fact]
    public void A_code_is_returned_in_the_query_with_the_state_and_can_be_exchanged()
    {
        var location = Location(Good + "&state=s+%26%3D%C3%A9");
        Assert.Matches("^https://app\\.example\\.com/cb\\?a=1&code=[0-9a-f]{32}&state=s\\+%26%3D%C3%A9$", location);
        var code = HttpUtility.ParseQueryString(new Uri(location).Query)["code"]!;
        Assert.Equal(Reply.OfUser, Reply.Masked(_podio.ByCode(code, "https://app.example.com/cb?a=1")));
    }

    [Fact]
    public void A_code_keeps_the_requested_scope()
    {
        var location = Location(Good + "&scope=user%3Aread+space_42%3Aall&response_type=code");
        var code = HttpUtility.ParseQueryString(new Uri(location).Query)["code"]!;
        Assert.Equal(
            "user:read space_42:all",
            Reply.Json(_podio.ByCode(code, "https://app.example.com/cb?a=1")).GetProperty("scope").GetString());
    }

    [Fact]
    public void A_token_comes_back_in_the_fragment_without_a_reference()
    {
        var location = Location(Good + "&response_type=token&state=s");
        Assert.Matches(
            "^https://app\\.example\\.com/cb\\?a=1#access_token=[0-9a-f]{128}&token_type=bearer&expires_in=28800"
            + "&refresh_token=[0-9a-f]{128}&scope=global%3Aall&state=s$",
            location);
        var token = HttpUtility.ParseQueryString(new Uri(location).Fragment[1..])["access_token"]!;
        Assert.Equal(TokenReference.User(TestPodio.UserId), _podio.Podio.State.ReferenceOf(token, TestPodio.Start));
    }

    [Theory]
    [InlineData("", "?a=1&error_reason=user_denied&error=access_denied&error_description=The+user+denied+your+request.")]
    [InlineData(
        "&response_type=token&state=x",
        "?a=1#error_reason=user_denied&error=access_denied&error_description=The+user+denied+your+request.&state=x")]
    public void A_user_who_denies_access_is_sent_back_with_Podios_error(string more, string end)
    {
        _podio.Podio.Update(state => state.WithConsent(Consent.Deny));
        Assert.Equal("https://app.example.com/cb" + end, Location(Good + more));
    }

    [Theory]
    [InlineData("&response_type=id_token", "error=unsupported_response_type")]
    [InlineData("&scope=everything", "error=invalid_scope")]
    [InlineData("&scope=user%3Aread++user%3Aall", "error=invalid_scope")]
    [InlineData("&scope=space_0%3Aread", "error=invalid_scope")]
    [InlineData("&scope=user%3Aread%0A", "error=invalid_scope")]
    public void An_unsupported_request_is_returned_as_an_error(string more, string error) =>
        Assert.StartsWith("https://app.example.com/cb?a=1&" + error, Location(Good + more), StringComparison.Ordinal);

    [Theory]
    [InlineData("redirect_uri=https%3A%2F%2Fapp.example.com%2F", "invalid_client")]
    [InlineData("client_id=nobody&redirect_uri=https%3A%2F%2Fapp.example.com%2F", "invalid_client")]
    [InlineData("client_id=my-client", "invalid_request")]
    [InlineData("client_id=my-client&redirect_uri=https%3A%2F%2Fevil.example%2F", "invalid_request")]
    [InlineData("client_id=other-client&redirect_uri=javascript%3Aalert(1)", "invalid_request")]
    [InlineData("client_id=my-client&redirect_uri=%2Fcb", "invalid_request")]
    [InlineData("client_id=my-client&redirect_uri=https%3A%2F%2Fapp.example.com%2F%23f", "invalid_request")]
    [InlineData(Good + "&redirect_uri=https%3A%2F%2Fapp.example.com%2F", "invalid_request")]
    [InlineData(Good + "&state=a&state=b", "invalid_request")]
    [InlineData("", "invalid_client")]
    public void An_error_that_cannot_be_returned_safely_is_not_redirected(string query, string error)
    {
        var reply = Get(query);
        Assert.Equal(400, reply.Status);
        Assert.Null(reply.RevealHeader("Location"));
        Assert.Equal(error, Reply.Error(reply));
    }

    [Fact]
    public void The_consenting_user_can_be_chosen_and_no_user_is_an_error()
    {
        _podio.Podio.Update(state => state.WithUser(7, "joe@example.com", "p").WithConsent(Consent.Agree(TestPodio.UserId)));
        Assert.Equal(TestPodio.UserId, UserOf(Location(Good + "&response_type=token")));
        _podio.Podio.Update(state => state.WithConsent(Consent.Agree(7)));
        Assert.Equal(7, UserOf(Location(Good + "&response_type=token")));
        Assert.Throws<ArgumentException>("consent", () => TestPodio.State.WithConsent(Consent.Agree(8)));
        _podio.Podio.Update(_ => PodioState.Empty.WithClient(new ClientCredentials("my-client", "s")));
        Assert.Equal("invalid_request", Reply.Error(Get(Good)));
    }

    [Theory, InlineData(""), InlineData("&response_type=token")]
    public void A_removed_user_does_not_sign_in(string more)
    {
        _podio.Podio.Update(state => state
            .WithConsent(Consent.Agree(TestPodio.UserId))
            .WithUser(7, "jane@example.com", "p")); // The only address of the user who agrees.
        Assert.Equal("invalid_request", Reply.Error(Get(Good + more)));
    }

    [Fact]
    public void Names_are_those_of_the_standard_in_its_case() =>
        Assert.Equal("invalid_client", Reply.Error(Get(Good.Replace("client_id", "CLIENT_ID", StringComparison.Ordinal))));

    [Fact]
    public void A_state_round_trips_whatever_its_content() =>
        Assert.EndsWith("&state=100%25u0041", Location(Good + "&state=100%25u0041&STATE=other"), StringComparison.Ordinal);

    [Fact]
    public void An_escape_has_two_hexadecimal_digits() =>
        Assert.EndsWith("&state=%25u0041", Location(Good + "&state=%u0041"), StringComparison.Ordinal);

    private long UserOf(string location)
    {
        var token = HttpUtility.ParseQueryString(new Uri(location).Fragment[1..])["access_token"]!;
        return Assert.IsType<UserReference>(_podio.Podio.State.ReferenceOf(token, TestPodio.Start)).Id;
    }

    private string Location(string query)
    {
        var reply = Get(query);
        Assert.Equal(302, reply.Status);
        Assert.True(reply.AsMemory().IsEmpty);
        return reply.RevealHeader("Location")!;
    }

    private HttpReply Get(string query) =>
        _podio.Podio.Answer(new ReceivedRequest("GET", "/oauth/authorize", null, null, default) { Query = query });
}

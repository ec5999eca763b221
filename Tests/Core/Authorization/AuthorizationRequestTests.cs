namespace PodioOAuth.Functional.Core.Tests.Authorization;

/// <summary>The address of Podio's page (PODIO 1.7, 1.8), written by hand, and what is wrong with a request that has none.</summary>
public sealed class AuthorizationRequestTests
{
    private static readonly AuthorizationRequest Whole = new(
        "my-client", "https://app.example.com/cb?a=1", "s +&=%", AuthorizationResponseType.Code,
        PodioScope.Of(ScopeItem.User(ScopePermission.Read), ScopeItem.Space(ScopePermission.All, 42)));

    [Fact]
    public void Each_parameter_is_there_once_and_in_its_order() => Assert.Equal(
        "https://podio.com/oauth/authorize?client_id=my-client&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb%3Fa%3D1"
        + "&response_type=code&scope=user%3Aread+space_42%3Aall&state=s+%2B%26%3D%25",
        Whole.ToUri(PodioEndpoint.Default).Right().AbsoluteUri);

    [Fact]
    public void An_address_without_a_scope_has_none() => Assert.Equal(
        "https://podio.com/oauth/authorize?client_id=jane%40example.com&redirect_uri=myapp%3A%2Fcb&response_type=token&state=s",
        new AuthorizationRequest("jane@example.com", "myapp:/cb", "s", AuthorizationResponseType.Token)
            .ToUri(PodioEndpoint.Default).Right().AbsoluteUri);

    [Theory]
    [InlineData("https://api.podio.example:8443/podio", null, "https://podio.example:8443/podio/oauth/authorize?client_id=c&")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:9090/a%20page", "http://127.0.0.1:9090/a%20page?client_id=c&")]
    public void The_page_of_the_endpoint_is_kept(string api, string? authorize, string start) => Assert.StartsWith(
        start,
        new AuthorizationRequest("c", "a:", "s").ToUri(PodioEndpoint.Create(api, authorize).Right()).Right().AbsoluteUri,
        StringComparison.Ordinal);

    [Fact]
    public void Every_invalid_field_is_reported_in_wire_order()
    {
        AssertProblems(["request: Missing"], null);
        AssertProblems(["client_id: Missing", "redirect_uri: Missing", "state: Missing"], new(null, null, null));
        AssertProblems(["client_id: Empty", "redirect_uri: Empty", "state: Empty"], new("", "", ""));
        AssertProblems(
            ["client_id: InvalidCharacter", "redirect_uri: HasFragment", "state: InvalidCharacter", "response_type: OutOfRange"],
            new("é", "https://a.example/#", "\n", (AuthorizationResponseType)2));
        AssertProblems(
            ["client_id: TooLong", "redirect_uri: NotAbsolute", "state: TooLong"],
            new(new string('c', 16_385), "/cb", new string('s', 16_385)));
        AssertProblems(["redirect_uri: MalformedEscape"], Whole with { RedirectUri = "https://a.example/%2" });
    }

    [Theory]
    [InlineData("code=1"), InlineData("a=1&state="), InlineData("error"), InlineData("a&%65rror_description=x")]
    [InlineData("error_reason=x"), InlineData("access%5Ftoken=x"), InlineData("refresh_token=x"), InlineData("code=%ff")]
    public void A_redirect_uri_holds_no_parameter_of_the_answer(string query)
    {
        AssertProblems(["redirect_uri: Reserved"], Whole with { RedirectUri = "https://a.example/cb?" + query });
        AssertProblems(["redirect_uri: Reserved"], new("c", "myapp:/cb?" + query, "s", AuthorizationResponseType.Token));
    }

    [Theory]
    [InlineData("a=%ff"), InlineData("Code=1&states=2&xcode=3&=4&a=code&redirect_uri=x&ref=y"), InlineData("?code=1"), InlineData("")]
    public void A_redirect_uri_may_hold_any_other_parameter(string query) =>
        Assert.True((Whole with { RedirectUri = "https://a.example/cb?" + query }).ToUri(PodioEndpoint.Default).IsRight);

    [Theory, InlineData("token_type=x&a=b"), InlineData("expires_in=1&expires_in=2"), InlineData("scope=%ff")]
    public void A_name_that_only_a_token_has_is_the_callers_where_a_code_is_the_answer(string query)
    {
        var request = Whole with { RedirectUri = "https://a.example/cb?" + query };
        Assert.True(request.ToUri(PodioEndpoint.Default).IsRight);
        AssertProblems(["redirect_uri: Reserved"], request with { ResponseType = AuthorizationResponseType.Token });
        Assert.Equal(
            AuthorizationCallback.GrantedCode(new Secret("c")),
            AuthorizationCallback.ParseAddress(
                request.State, AuthorizationCallback.GrantedCode(new Secret("c")).ToRedirect(request.RedirectUri, request.State).Right()));
    }

    [Fact]
    public void Validate_returns_a_valid_request_itself() => Assert.Same(Whole, AuthorizationRequest.Validate(Whole).Right());

    [Fact]
    public void An_endpoint_is_required() => Assert.Throws<ArgumentNullException>("endpoint", () => Whole.ToUri(null!));

    [Fact]
    public void No_state_is_printed()
    {
        Assert.Equal(
            "AuthorizationRequest { ClientId = my-client, RedirectUri = https://app.example.com/cb?a=1, State = [redacted], "
            + "ResponseType = Code, Scope = user:read space_42:all }",
            Whole.ToString());
        Assert.Equal(
            "AuthorizationRequest { ClientId = c\\u000a, RedirectUri = , State = , ResponseType = Token, Scope = none }",
            new AuthorizationRequest("c\n", null, null, AuthorizationResponseType.Token).ToString());
    }

    private static void AssertProblems(string[] problems, AuthorizationRequest? request)
    {
        Assert.Equal(problems, AuthorizationRequest.Validate(request).Problems());
        if (request is not null)
        {
            Assert.Equal(problems, request.ToUri(PodioEndpoint.Default).Problems());
        }
    }
}

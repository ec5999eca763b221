namespace PodioOAuth.Functional.Core.Tests.Authorization;

/// <summary>What comes back from Podio's page, written by hand (PODIO 1.10 to 1.12, 7.14).</summary>
public sealed class CallbackTests
{
    private static readonly Secret State = new("s +&=%");

    private const string Sent = "state=s+%2B%26%3D%25";

    [Theory]
    [InlineData("code=c0de&" + Sent), InlineData("?code=c0de&" + Sent)]
    [InlineData("?" + Sent + "&code=c0de&extra=1&extra=2&refresh_token=&&"), InlineData("?a=1&code=%630de&" + Sent)]
    public void A_code_in_the_query_is_granted(string query) =>
        Assert.Equal(AuthorizationCallback.GrantedCode(new Secret("c0de")), AuthorizationCallback.Parse(State, query, fragment: null));

    [Theory]
    [InlineData("#access_token=t0ken&token_type=bearer&expires_in=28800&refresh_token=r%2B&scope=user%3Aread+space_42%3Aall&" + Sent)]
    [InlineData(
        Sent + "&scope=user:read%20space_42:all&refresh_token=r%2B&expires_in=+28800.9+&token_type=bearer&access_token=t0ken&ref=x")]
    public void A_token_in_the_fragment_is_granted_without_a_reference(string fragment) => Assert.Equal(
        AuthorizationCallback.GrantedToken(
            new Token("t0ken", "bearer", TimeSpan.FromHours(8), "r+", TokenReference.None, "user:read space_42:all")),
        AuthorizationCallback.Parse(State, query: "?a=1", fragment));

    [Fact]
    public void Everything_but_the_token_itself_may_be_missing() => Assert.Equal(
        AuthorizationCallback.GrantedToken(new Token("t", "bearer", null, null, TokenReference.None, null)),
        AuthorizationCallback.Parse(State, query: null, "#access_token=t&expires_in=&scope=&" + Sent));

    [Theory]
    [InlineData("?error_reason=user_denied&error=access_denied&error_description=The+user+denied+your+request.&" + Sent, null)]
    [InlineData(null, "#error=access_denied&" + Sent)]
    public void A_denial_is_distinguished_from_a_rejection(string? query, string? fragment) =>
        Assert.Same(AuthorizationCallback.Denied, AuthorizationCallback.Parse(State, query, fragment));

    [Fact]
    public void A_rejection_has_its_code_and_description()
    {
        Assert.Equal(
            AuthorizationCallback.Rejected(new ServerCode("invalid_scope"), new ServerText("no such scope é")),
            AuthorizationCallback.Parse(State, "?error=invalid_scope&error_description=no+such+scope+%C3%A9&" + Sent, null));
        Assert.Equal(
            AuthorizationCallback.Rejected(new ServerCode("Access_Denied")),
            AuthorizationCallback.Parse(State, null, "error=Access_Denied&" + Sent));
        Assert.Same(AuthorizationCallback.Denied, AuthorizationCallback.Rejected(new ServerCode("access_denied"), new ServerText("no")));
    }

    [Theory]
    [InlineData(null, null), InlineData("", "#")]
    [InlineData("?code=c0de", null), InlineData("?code=c0de&state=", null)]
    [InlineData("?code=c0de&state=s", null), InlineData("?code=c0de&STATE=s+%2B%26%3D%25", null)]
    [InlineData("?code=c0de&state=S+%2B%26%3D%25", null), InlineData("?code=c0de&access_token=t&error=e", null)]
    [InlineData(null, "#access_token=t&state=other")]
    [InlineData("?error=access_denied&error_reason=user_denied", null)] // PODIO 7.14
    [InlineData("?error=access_denied&state=other", null), InlineData("?error=server_error", null)]
    public void Without_the_state_nothing_is_trusted(string? query, string? fragment) =>
        Assert.Same(AuthorizationCallback.Forged, AuthorizationCallback.Parse(State, query, fragment));

    [Fact]
    public void An_empty_state_matches_nothing() =>
        Assert.Same(AuthorizationCallback.Forged, AuthorizationCallback.Parse(new Secret(""), "?code=c&state=", null));

    [Theory]
    [InlineData("?code=a&code=b&" + Sent, null, "code: Duplicate")] // PODIO 1.12
    [InlineData("?code=a&code=&" + Sent, null, "code: Duplicate")]
    [InlineData("?code=a&" + Sent + "&" + Sent, null, "state: Duplicate")]
    [InlineData("?error=a&error=access_denied", null, "error: Duplicate")]
    [InlineData(null, "#access_token=a&access_token=a&" + Sent, "access_token: Duplicate")]
    [InlineData(null, "#access_token=a&scope=a&scope=b&" + Sent, "scope: Duplicate")]
    [InlineData("?code=a&error=access_denied&" + Sent, null, "callback: Contradictory")]
    [InlineData(null, "#access_token=a&error=access_denied&" + Sent, "callback: Contradictory")]
    [InlineData("?code=a&access_token=b&" + Sent, null, "callback: Contradictory")]
    [InlineData("?code=a&" + Sent, "#access_token=b", "callback: Contradictory")]
    [InlineData("?" + Sent, "#access_token=b&" + Sent, "callback: Contradictory")]
    [InlineData("?access_token=a&" + Sent, null, "access_token: Misplaced")]
    [InlineData(null, "#code=a&" + Sent, "code: Misplaced")]
    [InlineData("?" + Sent, null, "callback: Missing")]
    [InlineData("?code=&" + Sent, null, "callback: Missing")]
    [InlineData("?code=%zz&" + Sent, null, "code: MalformedEscape")]
    [InlineData("?code=%C3&" + Sent, null, "code: InvalidUtf8")]
    [InlineData("?code=%C3%A9&" + Sent, null, "code: InvalidCharacter")]
    [InlineData("?code=a%0Ab&" + Sent, null, "code: InvalidCharacter")]
    [InlineData(null, "#access_token=%7F&" + Sent, "access_token: InvalidCharacter")]
    [InlineData(null, "#access_token=a&refresh_token=%00&" + Sent, "refresh_token: InvalidCharacter")]
    [InlineData(null, "#refresh_token=%00&access_token=%7F&" + Sent, "access_token: InvalidCharacter")] // The first in wire order.
    [InlineData("?code=%zz", "#access_token=%C3", "code: MalformedEscape")] // The query's before the fragment's.
    [InlineData(null, "#access_token=a&token_type=mac&" + Sent, "token_type: Unsupported")]
    [InlineData(null, "#access_token=a&expires_in=1&expires_in=&" + Sent, "expires_in: Duplicate")]
    [InlineData(null, "#access_token=a&expires_in=1&expires_in=2&" + Sent, "expires_in: Duplicate")]
    [InlineData(null, "#access_token=a&token_type=mac&token_type=bearer&" + Sent, "token_type: Duplicate")]
    [InlineData(null, "#access_token=a&token_type=mac&token_type=mac&" + Sent, "token_type: Unsupported")]
    [InlineData(null, "#access_token=a&refresh_token=r&refresh_token=r&" + Sent, "refresh_token: Duplicate")]
    [InlineData("?error=access_denied&error_description=a&error_description=b&" + Sent, null, "error_description: Duplicate")]
    [InlineData("?error=%E9&" + Sent, null, "error: InvalidUtf8")]
    [InlineData("?code=a&state=%zz", null, "state: MalformedEscape")]
    [InlineData("?code=%zz&state=%C3", null, "code: MalformedEscape")] // The first of two.
    [InlineData("?code=%zz&state=a&state=b", null, "code: MalformedEscape")]
    public void An_unreadable_or_contradictory_callback_is_malformed(string? query, string? fragment, string expected)
    {
        var callback = Assert.IsType<MalformedCallback>(AuthorizationCallback.Parse(State, query, fragment));
        Assert.Equal(expected, $"{callback.Error.Field}: {callback.Error.Problem}");
        Assert.Equal($"MalformedCallback {{ Error = {expected} }}", callback.ToString());
    }

    [Theory]
    [InlineData("x=%4"), InlineData("%=1"), InlineData("%C0%80=a")]
    [InlineData("name=%E9")] // Latin-1.
    [InlineData("name=100%"), InlineData("error_description=%E9&error_description=%C3"), InlineData("error_reason=a&error_reason=a")]
    public void Unknown_parameters_are_ignored_even_if_they_are_unreadable(string unreadable)
    {
        Assert.IsType<GrantedCodeCallback>(AuthorizationCallback.Parse(State, $"?{unreadable}&code=a&{Sent}", null));
        Assert.IsType<GrantedTokenCallback>(AuthorizationCallback.Parse(State, null, $"#access_token=a&{Sent}&{unreadable}"));
        Assert.Same(AuthorizationCallback.Forged, AuthorizationCallback.Parse(State, $"?{unreadable}&code=a", null));
    }

    [Fact]
    public void Prose_that_is_not_UTF8_is_repaired_and_does_not_change_the_result()
    {
        Assert.Same(
            AuthorizationCallback.Denied,
            AuthorizationCallback.Parse(State, "?error=access_denied&error_description=refus%E9&" + Sent, null));
        Assert.Equal(
            AuthorizationCallback.Rejected(new ServerCode("invalid_scope"), new ServerText("refus\uFFFD")),
            AuthorizationCallback.Parse(State, "?error=invalid_scope&error_description=refus%E9&" + Sent, null));
        Assert.Equal(
            AuthorizationCallback.Rejected(new ServerCode("invalid_scope")),
            AuthorizationCallback.Parse(State, "?error=invalid_scope&error_description=100%&" + Sent, null));
    }

    [Theory]
    [InlineData("expires_in=8h"), InlineData("expires_in=1%002"), InlineData("expires_in=%E9&scope=%E9&token_type=%E9")]
    [InlineData("expires_in=&expires_in="), InlineData("scope=&scope=&token_type=Bearer")]
    public void An_invalid_label_loses_no_token(string labels)
    {
        var callback = AuthorizationCallback.Parse(State, null, $"#access_token=a&{labels}&{Sent}");
        var token = Assert.IsType<GrantedTokenCallback>(callback).Token;
        Assert.Equal(
            new Token("a", "bearer", null, null, TokenReference.None, null), token with { TokenType = token.TokenType.ToLowerInvariant() });
    }

    [Fact]
    public void A_label_repeated_with_the_same_value_counts_once() => Assert.Equal(
        AuthorizationCallback.GrantedToken(new Token("a", "bearer", TimeSpan.FromSeconds(5), null, TokenReference.None, "s")),
        AuthorizationCallback.Parse(
            State, null, "#access_token=a&expires_in=5&expires_in=%205.5&scope=s&scope=%73&token_type=bearer&token_type=BEARER&" + Sent));

    [Theory] // A redirect URI's own query.
    [InlineData("?scope=a&expires_in=b&token_type=c&code=c0de&" + Sent, null, typeof(GrantedCodeCallback))]
    [InlineData("?scope=a&expires_in=b&token_type=c", "#access_token=a&" + Sent, typeof(GrantedTokenCallback))]
    public void Token_parameters_in_a_query_are_ignored(string query, string? fragment, Type expected) =>
        Assert.IsType(expected, AuthorizationCallback.Parse(State, query, fragment));

    [Fact]
    public void A_lone_surrogate_is_invalid_in_a_value_that_is_read() // No attribute can hold one.
    {
        var inCode = Assert.IsType<MalformedCallback>(AuthorizationCallback.Parse(State, "?code=\uD83D&" + Sent, null));
        Assert.Equal(new FieldError("code", FieldProblem.InvalidUtf8, "code isn't valid UTF-8."), inCode.Error);
        Assert.IsType<GrantedCodeCallback>(AuthorizationCallback.Parse(State, "?\uD83D=\uDE00&code=a&x=\uDE00\uD83D&" + Sent, null));
        Assert.IsType<GrantedTokenCallback>(AuthorizationCallback.Parse(State, null, "#\uDE00=&access_token=a&" + Sent + "&\uD83D"));
    }

    [Theory]
    [InlineData("https://app.example.com/cb?code=c0de&" + Sent), InlineData("  https://app.example.com/cb?code=c0de&" + Sent + "#\r\n")]
    [InlineData("?code=c0de&" + Sent + "#_=_")]
    public void A_whole_address_is_read_by_its_query_and_fragment(string address) =>
        Assert.Equal(AuthorizationCallback.GrantedCode(new Secret("c0de")), AuthorizationCallback.ParseAddress(State, address));

    [Fact]
    public void The_fragment_begins_at_the_first_mark_and_the_query_before_it()
    {
        Assert.IsType<GrantedTokenCallback>(AuthorizationCallback.ParseAddress(State, "myapp:/cb#access_token=a?b&" + Sent));
        Assert.IsType<GrantedTokenCallback>(AuthorizationCallback.ParseAddress(State, "#access_token=a?b&" + Sent));
        Assert.Equal(
            AuthorizationCallback.GrantedCode(new Secret("a?b")), AuthorizationCallback.ParseAddress(State, "myapp:/cb?code=a?b&" + Sent));
        Assert.Same(AuthorizationCallback.Forged, AuthorizationCallback.ParseAddress(State, "code=c0de&" + Sent)); // No query in it.
        Assert.Same(AuthorizationCallback.Forged, AuthorizationCallback.ParseAddress(State, null));
    }

    [Fact]
    public void A_code_leads_to_its_grant()
    {
        var granted = Assert.IsType<GrantedCodeCallback>(AuthorizationCallback.GrantedCode(new Secret("c0de")));
        Assert.Equal(Grant.AuthorizationCode("c0de", "myapp:/cb"), granted.ToGrant("myapp:/cb"));
        Assert.Equal(Grant.AuthorizationCode("c0de"), granted.ToGrant(null));
    }

    [Fact]
    public void Each_case_describes_itself_in_a_sentence_without_a_secret()
    {
        var token = new Token("t0ken-", "bearer", null, "r3fresh", TokenReference.User(7), null);
        Assert.Equal(
            [
                "The user agreed. Exchange the code for a token; it can be used once.",
                "The user agreed: Podio granted a token.",
                "The user denied access.",
                "Podio rejected the request: invalid_scope.",
                "This callback doesn't belong to the sign-in that was started here: its state is missing or different. Start again.",
                "The callback from Podio can't be used: code was sent more than once. Start again.",
            ],
            new[]
            {
                AuthorizationCallback.GrantedCode(new Secret("c0de")), AuthorizationCallback.GrantedToken(token),
                AuthorizationCallback.Denied,
                AuthorizationCallback.Rejected(new ServerCode("invalid_scope"), new ServerText("prose")), AuthorizationCallback.Forged,
                AuthorizationCallback.Parse(State, "code=a&code=a", null),
            }.Select(callback => callback.Describe()));
    }

    [Fact]
    public void Null_is_an_error_of_the_caller()
    {
        Assert.Throws<ArgumentNullException>("expectedState", () => AuthorizationCallback.Parse(null!, "", ""));
        Assert.Throws<ArgumentNullException>("expectedState", () => AuthorizationCallback.ParseAddress(null!, ""));
        Assert.Throws<ArgumentNullException>("code", () => AuthorizationCallback.GrantedCode(null!));
        Assert.Throws<ArgumentNullException>("token", () => AuthorizationCallback.GrantedToken(null!));
        Assert.Throws<ArgumentNullException>("code", () => AuthorizationCallback.Rejected(null!));
        Assert.Throws<ArgumentNullException>("error", () => AuthorizationCallback.Malformed(null!));
    }
}

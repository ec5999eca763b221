namespace PodioOAuth.Functional.Core.Tests.Requests;

/// <summary>What a redirect URI may be: absolute, of RFC 3986's characters, without a fragment (RFC 6749 §3.1.2).</summary>
public sealed class RedirectUriTests
{
    [Theory]
    [InlineData("https://a.example/cb?x=1&y=%20"), InlineData("https://a.example"), InlineData("urn:x")]
    [InlineData("urn:ietf:wg:oauth:2.0:oob"), InlineData("myapp:/cb"), InlineData("my+app-1.0://cb"), InlineData("http://localhost:8080")]
    [InlineData("http://[::1]:8080/cb"), InlineData("a:"), InlineData("HTTPS://A.EXAMPLE/%7e%7E")]
    [InlineData("https://a.example/-._~:/?[]@!$&'()*+,;=")]
    public void An_absolute_uri_passes_as_it_is(string uri)
    {
        var request = new TokenRequest(Received.Credentials, Grant.AuthorizationCode("c", uri));
        Assert.Same(request, TokenRequest.Validate(request).Right());
        Assert.Equal(request, TokenRequest.Decode(TokenRequest.Encode(request).Right()).Right());
    }

    [Theory]
    [InlineData("", FieldProblem.Empty)]
    [InlineData("/cb", FieldProblem.NotAbsolute)]
    [InlineData("cb", FieldProblem.NotAbsolute)]
    [InlineData("//a.example/cb", FieldProblem.NotAbsolute)]
    [InlineData("?x=a:b", FieldProblem.NotAbsolute)]
    [InlineData("1a:x", FieldProblem.NotAbsolute)]
    [InlineData(":x", FieldProblem.NotAbsolute)]
    [InlineData("a_b:x", FieldProblem.NotAbsolute)]
    [InlineData("%61:x", FieldProblem.NotAbsolute)]
    [InlineData("%zz", FieldProblem.NotAbsolute)]
    [InlineData("https://a.example/a b", FieldProblem.InvalidCharacter)]
    [InlineData(" https://a.example/", FieldProblem.InvalidCharacter)]
    [InlineData("https://a.example/\n", FieldProblem.InvalidCharacter)]
    [InlineData("https://a.example/\0", FieldProblem.InvalidCharacter)]
    [InlineData("https://a.example/é", FieldProblem.InvalidCharacter)]
    [InlineData("https://bücher.example/", FieldProblem.InvalidCharacter)]
    [InlineData("https://a.example/\"", FieldProblem.InvalidCharacter)]
    [InlineData("https://a.example/<>", FieldProblem.InvalidCharacter)]
    [InlineData("https://a.example/\\", FieldProblem.InvalidCharacter)]
    [InlineData("https://a.example/{}", FieldProblem.InvalidCharacter)]
    [InlineData("https://a.example/^", FieldProblem.InvalidCharacter)]
    [InlineData("https://a.example/`", FieldProblem.InvalidCharacter)]
    [InlineData("https://a.example/|", FieldProblem.InvalidCharacter)]
    [InlineData("https://a.example/%", FieldProblem.MalformedEscape)]
    [InlineData("https://a.example/%2", FieldProblem.MalformedEscape)]
    [InlineData("https://a.example/%zz", FieldProblem.MalformedEscape)]
    [InlineData("https://a.example/%20%2", FieldProblem.MalformedEscape)]
    [InlineData("https://a.example/%%41", FieldProblem.MalformedEscape)]
    [InlineData("https://a.example/#f", FieldProblem.HasFragment)]
    [InlineData("https://a.example/#", FieldProblem.HasFragment)]
    public void An_invalid_redirect_URI_is_a_field_error(string uri, FieldProblem problem) => Assert.Equal(
        [$"redirect_uri: {problem}"],
        TokenRequest.Validate(new TokenRequest(Received.Credentials, Grant.AuthorizationCode("c", uri))).Problems());
}

namespace PodioOAuth.Functional.Core.Tests.Requests;

/// <summary>Every field error of a request comes at once, in wire order, and holds no value.</summary>
public sealed class FieldErrorTests
{
    private const string Marker = "m4rk3r";

    private static readonly string[] MissingPair = ["client_id: Missing", "client_secret: Missing"];

    [Fact]
    public void Null_everywhere_is_missing_in_wire_order()
    {
        var nobody = new ClientCredentials(null, null);
        AssertProblems(new(nobody, Grant.Password(null, null)), ["username: Missing", "password: Missing", .. MissingPair]);
        AssertProblems(new(nobody, Grant.AuthorizationCode(null)), ["code: Missing", .. MissingPair]);
        AssertProblems(new(nobody, Grant.App(0, null)), ["app_id: OutOfRange", "app_token: Missing", .. MissingPair]);
        AssertProblems(new(nobody, Grant.RefreshToken(null)), ["refresh_token: Missing", .. MissingPair]);
        AssertProblems(new(null!, Grant.RefreshToken(null)), ["refresh_token: Missing", .. MissingPair]);
        AssertProblems(new(nobody, null!), ["grant_type: Missing", .. MissingPair]);
        AssertProblems(null, ["request: Missing"]);
    }

    [Fact]
    public void Empty_fields_are_distinguished_from_missing_ones()
    {
        AssertProblems(
            new(new ClientCredentials("", ""), Grant.Password("", "")),
            ["username: Empty", "password: Empty", "client_id: Empty", "client_secret: Empty"]);
        AssertProblems(new(Received.Credentials, Grant.AuthorizationCode("", "")), ["code: Empty", "redirect_uri: Empty"]);
        AssertProblems(new(Received.Credentials, Grant.App(1, "")), ["app_token: Empty"]);
        AssertProblems(new(Received.Credentials, Grant.RefreshToken("")), ["refresh_token: Empty"]);
    }

    [Fact]
    public void Different_problems_are_reported_together() => AssertProblems(
        new(new ClientCredentials(null, "é"), Grant.AuthorizationCode(new string('a', 16_385), "https://a.example/#"), (WireFormat)7),
        ["format: OutOfRange", "code: TooLong", "redirect_uri: HasFragment", "client_id: Missing", "client_secret: InvalidCharacter"]);

    [Theory, InlineData(-1), InlineData(2)]
    public void An_undefined_wire_format_is_a_field_error(int format) => AssertProblems(
        new(Received.Credentials, Grant.RefreshToken("r"), (WireFormat)format), ["format: OutOfRange"]);

    [Fact]
    public void No_message_contains_a_value()
    {
        var bad = Marker + "\n" + Marker;
        TokenRequest[] requests =
        [
            new(new ClientCredentials(bad, bad), Grant.Password(bad, bad)),
            new(new ClientCredentials(bad, bad), Grant.AuthorizationCode(bad, Marker)),
            new(new ClientCredentials(bad, bad), Grant.AuthorizationCode(bad, "https://a.example/#" + Marker)),
            new(new ClientCredentials(bad, bad), Grant.AuthorizationCode(bad, "https://a.example/%zz" + Marker)),
            new(new ClientCredentials(bad, bad), Grant.App(-1, bad)),
            new(new ClientCredentials(bad + new string('a', 20_000), bad), Grant.RefreshToken(bad)),
        ];
        foreach (var error in requests.Select(request => TokenRequest.Validate(request).Left()))
        {
            Assert.DoesNotContain(Marker, error.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(Marker, error.Describe(), StringComparison.Ordinal);
            Assert.All(
                Assert.IsType<InvalidInputError>(error).Fields,
                field => Assert.DoesNotContain(Marker, field.ToString(), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Decoding_errors_never_contain_a_value()
    {
        string[] bodies =
        [$"grant_type={Marker}", $"{Marker}=%zz", $"code=%zz{Marker}", $"grant_type=app&app_id={Marker}", $"code={Marker}&code={Marker}"];
        Assert.All(bodies, body => Assert.All(
            TokenRequest.Decode(Received.Form(body)).FieldErrors(),
            error => Assert.DoesNotContain(Marker, error.ToString(), StringComparison.Ordinal)));
    }

    [Fact]
    public void A_message_names_its_field_and_is_one_sentence() => Assert.All(
        TokenRequest.Validate(new(new ClientCredentials(null, ""), Grant.AuthorizationCode("\n", "/cb"))).FieldErrors(),
        error =>
        {
            Assert.StartsWith(error.Field + " ", error.Message, StringComparison.Ordinal);
            Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        });

    private static void AssertProblems(TokenRequest? request, string[] problems)
    {
        Assert.Equal(problems, TokenRequest.Validate(request).Problems());
        Assert.Equal(problems, TokenRequest.Encode(request).Problems());
    }
}

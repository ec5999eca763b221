using LanguageExt;

namespace PodioOAuth.Functional.Core.Tests.Transports;

/// <summary>A server that quotes the secrets it was sent (PODIO 4.2) does not get them into any text of the error.</summary>
public sealed class EchoedSecretTests
{
    private static readonly ClientCredentials Client = new("my-client", "cl13nt s3cr3t&\"/+~!");

    private static readonly TokenRequest Password = new(Client, Grant.Password("jane", "p4ss w0rd é\"€/'+~*"));

    /// <summary>What a server may echo of the password, and of the client secret, each written by hand.</summary>
    public static TheoryData<string> Spellings =>
    [
        "p4ss w0rd é\"€/'+~*",
        "p4ss+w0rd+%C3%A9%22%E2%82%AC%2F%27%2B%7E*", // application/x-www-form-urlencoded
        "p4ss+w0rd+%c3%a9%22%e2%82%ac%2f%27%2b%7e*",
        "p4ss%20w0rd%20%C3%A9%22%E2%82%AC%2F%27%2B%7E*",
        "p4ss%20w0rd%20%c3%a9%22%e2%82%ac%2F%27%2b%7e*",
        "p4ss%20w0rd%20%C3%A9%22%E2%82%AC%2F%27%2B~%2A", // RFC 3986
        "p4ss%20w0rd%20%C3%A9%22%E2%82%AC%2F'%2B~*", // JavaScript's encodeURIComponent
        "p4ss+w0rd+%C3%A9%22%E2%82%AC%2F%27%2B~%2A", // Python's quote_plus, PHP's urlencode but for ~
        "p4ss w0rd é\\\"€/'+~*", // JSON
        "p4ss w0rd \\u00e9\\\"\\u20ac/'+~*", // JSON in ASCII, as Python writes it
        "p4ss w0rd \\u00e9\\\"\\u20ac\\/'+~*", // and as PHP does
        "p4ss w0rd \\u00E9\\u0022\\u20AC/\\u0027\\u002B~*", // and as .NET does
        "cDRzcyB3MHJkIMOpIuKCrC8nK34q", // base64
        "cl13nt s3cr3t&\"/+~!",
        "cl13nt+s3cr3t%26%22%2F%2B%7E%21",
        "cl13nt%20s3cr3t%26%22%2f%2b%7e%21",
        "cl13nt s3cr3t&\\\"\\/+~!",
        "cl13nt s3cr3t\\u0026\\u0022/\\u002B~!",
        "Y2wxM250IHMzY3IzdCYiLyt+IQ==",
        "Y2wxM250IHMzY3IzdCYiLyt+IQ", // without padding
        "Y2wxM250IHMzY3IzdCYiLyt-IQ", // base64url
        "636c31336e742073336372337426222f2b7e21", // hex
    ];

    [Theory, MemberData(nameof(Spellings))]
    public async Task No_spelling_of_a_secret_survives_in_an_error(string spelling)
    {
        var echo = $"You sent '{spelling}' to us";
        foreach (var status in new[] { 200, 400, 401, 420, 429, 500, 503 })
        {
            foreach (var code in new[] { echo, "invalid_grant", "rate_limit" })
            {
                var error = await ErrorOf(Password, status, code, echo);
                AssertWithout("w0rd", error);
                AssertWithout("s3cr3t", error);
                AssertWithout(spelling, error);
            }
        }
    }

    [Fact]
    public async Task The_secret_of_every_grant_is_cut_out()
    {
        foreach (var grant in new[]
        {
            Grant.AuthorizationCode("t0k/en"), Grant.Password("jane", "t0k/en"), Grant.App(1, "t0k/en"), Grant.RefreshToken("t0k/en"),
        })
        {
            AssertWithout(
                "t0k", await ErrorOf(new TokenRequest(Client, grant), 400, "invalid_request", "code t0k/en, T0K%2fEN or dDBrL2Vu"));
        }
    }

    [Theory]
    [InlineData("hunter2", "Sorry, cl13nt s3cr3t&\"/+~! is wrong.", "Sorry, [redacted] is wrong.")]
    [InlineData(" hunter2 ", "not hunter2", "not [redacted]")] // Without its blanks.
    [InlineData("e", "not e it", "not [redacted] it")] // The shortest.
    public async Task A_secret_is_cut_out_of_prose_and_the_rest_stays(string password, string prose, string scrubbed)
    {
        var request = new TokenRequest(Client, Grant.Password("jane", password));
        Assert.Equal(scrubbed, Assert.IsType<RejectedError>(await ErrorOf(request, 400, "invalid_grant", prose)).Description?.Reveal());
    }

    [Fact]
    public async Task A_token_whose_scope_or_reference_quotes_a_secret_shows_none()
    {
        var podio = Sample.Podio(
            200, """{"access_token":"a","token_type":"bearer","scope":"hunter2","ref":{"type":"hunter2","id":"hunter2"}}""");
        var token = (await podio.RequestTokenAsync(new TokenRequest(Client, Grant.Password("jane", "hunter2")))).Right();
        Assert.DoesNotContain(
            "hunter2", $"{token} {JsonSerializer.Serialize(token)} {token.Scope} {token.Reference}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_of_the_standard_keeps_its_kind_even_if_a_secret_is_part_of_it()
    {
        var request = new TokenRequest(new ClientCredentials("c", "client"), Grant.Password("jane", "invalid"));
        var error = Assert.IsType<RejectedError>(await ErrorOf(request, 400, "invalid_client", "no"));
        Assert.Equal(RejectionKind.InvalidClient, error.Kind);
    }

    [Theory]
    [InlineData("e", "invalid_second_factor", "use the next code")]
    [InlineData("nonce", "nonce_validation_error", "The challenge has expired")]
    [InlineData("found", "not_found", "Check the base address")]
    public async Task A_code_that_the_library_decides_by_stays_whatever_the_secret(string password, string code, string cure)
    {
        var error = Assert.IsType<RejectedError>(
            await ErrorOf(new TokenRequest(Client, Grant.Password("jane", password)), 400, code, "no"));
        Assert.Equal(code, error.Code.Reveal());
        Assert.Contains(cure, error.Describe(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user", "user:read", "user:read")] // A scope of Podio's stays whatever the secret.
    [InlineData("space", "space_12:all app:read", "space_12:all app:read")]
    [InlineData("a", "global:read", "global:read")]
    [InlineData("1", "space_12:all", "space_12:all")] // An id that only holds a short secret.
    [InlineData("12345678", "space_12345678:all", "space_[redacted]:all")] // The words are Podio's, the id the server's.
    [InlineData("483920", "app:read space_483920:all", "app:read space_[redacted]:all")]
    [InlineData("user", "user:read hunter2x:user", "[redacted]:read hunter2x:[redacted]")] // Spared for nothing that the rest would be.
    public async Task A_scope_is_scrubbed_of_what_is_not_Podios(string password, string scope, string scrubbed)
    {
        var podio = Sample.Podio(200, $$"""{"access_token":"a","token_type":"bearer","scope":"{{scope}}"}""");
        var token = (await podio.RequestTokenAsync(new TokenRequest(Client, Grant.Password("jane", password)))).Right();
        Assert.Equal(scrubbed, token.Scope);
    }

    [Fact]
    public async Task A_secret_that_is_the_authenticate_error_itself_is_cut_out()
    {
        var podio = Sample.Podio(401, """{"error":"unauthorized"}""", "Bearer error=\"p1-p2\"");
        var answer = await podio.RequestTokenAsync(new TokenRequest(Client, Grant.RefreshToken("p1-p2")));
        Assert.Equal("[redacted]", answer.Left().As<RejectedError>().Facts.AuthenticateError?.Reveal());
    }

    [Fact]
    public async Task The_nonce_of_the_second_factor_is_not_printed()
    {
        var answer = await Sample.Podio(200, """{"server_nonce":"n0nc3"}""").RequestTokenAsync(Password);
        var error = answer.Left().As<SecondFactorRequiredError>();
        Assert.Equal("n0nc3", error.Challenge.ServerNonce.Reveal());
        Assert.DoesNotContain("n0nc3", error.ToString() + error.Describe(), StringComparison.Ordinal);
    }

    private static async Task<OAuthError> ErrorOf(TokenRequest request, int status, string code, string echo)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["error"] = code,
            ["error_detail"] = echo,
            ["error_description"] = echo,
            ["request"] = new { query_string = echo },
        });
        Transport podio = (_, _) => Task.FromResult<Either<OAuthError, HttpReply>>(new HttpReply(status, echo, body)
        {
            RequestId = echo,
            WwwAuthenticate = $"Bearer realm=\"podio\", error=\"{echo}\"",
        });
        return (await podio.RequestTokenAsync(request)).Left();
    }

    private static void AssertWithout(string secret, OAuthError error)
    {
        var facts = error.Facts;
        var (code, detail, description) = error switch
        {
            RejectedError e => (e.Code, e.Detail, e.Description),
            RateLimitedError e => (null, null, e.Description),
            UnavailableError e => (e.Code, e.Detail, e.Description),
            _ => ((ServerCode?)null, (ServerCode?)null, (ServerText?)null),
        };
        Assert.NotNull(facts);
        Assert.All(
            [
                error.ToString(), error.Describe(), code?.Reveal(), detail?.Reveal(), description?.Reveal(),
                facts.RequestId?.Reveal(), facts.AuthenticateError?.Reveal(),
            ],
            text => Assert.DoesNotContain(secret, text ?? "", StringComparison.OrdinalIgnoreCase));
    }
}

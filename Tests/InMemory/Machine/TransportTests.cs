namespace PodioOAuth.Functional.InMemory.Tests.Machine;

/// <summary>The transport over the machine: the whole line from request to token, without a socket.</summary>
public sealed class TransportTests
{
    private static readonly ClientCredentials Client = new(clientId: "my-client", clientSecret: "client+secret");

    private readonly TestPodio _podio = new();

    public static TheoryData<Grant, WireFormat, TokenReference, string?> Grants()
    {
        var data = new TheoryData<Grant, WireFormat, TokenReference, string?>();
        foreach (var format in new[] { WireFormat.Form, WireFormat.Json })
        {
            data.Add(Grant.Password("jane@example.com", "pass & wörd=100%"), format, TokenReference.User(123), "global:all");
            data.Add(Grant.App(654321, "0123456789abcdef"), format, TokenReference.App(654321), null);
            data.Add(
                Grant.AuthorizationCode("code-1", "https://app.example.com/cb?a=1&b=%2F"), format, TokenReference.User(123), "global:all");
        }

        return data;
    }

    [Theory, MemberData(nameof(Grants))]
    public async Task A_grant_gives_a_token_which_can_be_refreshed(
        Grant grant, WireFormat format, TokenReference reference, string? scope)
    {
        var first = (await _podio.Podio.Transport.RequestTokenAsync(new TokenRequest(Client, grant, format))).Right();
        var renewal = new TokenRequest(Client, Grant.RefreshToken(first.RefreshToken), format);
        var second = (await _podio.Podio.Transport.RequestTokenAsync(renewal)).Right();
        Assert.All([first, second], token =>
        {
            Assert.Matches("^[0-9a-f]{128}$", token.AccessToken.Reveal());
            Assert.Equal("bearer", token.TokenType);
            Assert.Equal(TimeSpan.FromHours(8), token.Lifetime);
            Assert.Equal(reference, token.Reference);
            Assert.Equal(scope, token.Scope);
        });
        Assert.NotEqual(first.RefreshToken, second.RefreshToken);
    }

    [Fact]
    public async Task A_rejection_is_an_error_with_Podios_code_and_detail()
    {
        var request = new TokenRequest(Client, Grant.Password("jane@example.com", "wrong"));
        var error = (await _podio.Podio.Transport.RequestTokenAsync(request)).Left();
        var rejected = Assert.IsType<RejectedError>(error);
        Assert.Equal(RejectionKind.InvalidGrant, rejected.Kind);
        Assert.Equal("user.invalid.password", rejected.Detail?.ToString());
        Assert.Equal(400, rejected.Facts.Status);
    }

    [Fact]
    public async Task Cancellation_is_an_exception_and_then_nothing_was_handled()
    {
        var before = _podio.Podio.State;
        var form = TokenRequest.Encode(new TokenRequest(Client, Grant.App(654321, "0123456789abcdef"))).Right();
        var sending = _podio.Podio.Transport(form, new CancellationToken(canceled: true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Same(before, _podio.Podio.State);
    }

    [Fact]
    public async Task A_Podio_requires_a_state_and_requests_that_are_not_null()
    {
        Assert.Throws<ArgumentNullException>("state", () => new InMemoryPodio(null!));
        Assert.Throws<ArgumentNullException>("request", () => _podio.Podio.Answer(null!));
        await Assert.ThrowsAsync<ArgumentNullException>("request", () => _podio.Podio.Transport(null!, default));
        Assert.Throws<ArgumentNullException>("change", () => _podio.Podio.Update(null!));
    }
}

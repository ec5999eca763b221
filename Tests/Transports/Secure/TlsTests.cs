namespace PodioOAuth.Functional.Transports.Tests.Secure;

/// <summary>TLS with a server whose certificate is vouched for, where the contract's laws cannot go: a law does not know whom a user's
/// transport trusts.</summary>
public sealed class TlsTests
{
    private const string Host = "127.0.0.1";

    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public async Task A_certificate_that_is_trusted_is_accepted(Face face)
    {
        using var certificate = Certificates.SelfSigned(Host);
        await using var server = new TlsServer(certificate, WireAnswers.Reply(200));

        (await face.Over(Clients.Trusting(certificate), server.Endpoint).SendAsync()).AssertReply(200);

        Assert.Equal(Requests.Form.ToBytes(), Assert.Single(server.Requests).Body.ToArray());
    }

    [Theory]
    [InlineData(Face.HttpClient, "api.podio.com", 1), InlineData(Face.Flurl, "api.podio.com", 1)]
    [InlineData(Face.HttpClient, Host, -1), InlineData(Face.Flurl, Host, -1)]
    public async Task A_certificate_for_another_name_or_that_has_expired_is_refused(Face face, string name, int days)
    {
        using var certificate = Certificates.SelfSigned(name, notAfter: DateTimeOffset.UtcNow.AddDays(days));
        await using var server = new TlsServer(certificate, WireAnswers.Reply(200));

        var outcome = await face.Over(Clients.Trusting(certificate), server.Endpoint).SendAsync();

        outcome.AssertUnreachable(UnreachableReason.Tls, mayHaveBeenProcessed: false);
        Assert.Empty(server.Requests);
    }

    [Theory, MemberData(nameof(Faces.With), new[] { 301, 302, 303, 307, 308 }, MemberType = typeof(Faces))]
    public async Task A_redirect_from_https_to_http_is_a_reply_and_is_not_followed(Face face, int status)
    {
        using var certificate = Certificates.SelfSigned(Host);
        await using var plain = WireServer.Start(WireAnswers.Reply(200));
        await using var server = new TlsServer(certificate, WireAnswers.Reply(status, "", $"Location: {plain.Address}oauth/token"));

        (await face.Over(Clients.Trusting(certificate), server.Endpoint).SendAsync()).AssertReply(status);
        var following = Clients.Trusting(certificate, handler => handler.AllowAutoRedirect = true);
        (await face.Over(following, server.Endpoint).SendAsync()).AssertReply(status); // .NET follows from https to https alone.

        Assert.Equal(0, plain.Connections);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory, MemberData(nameof(Faces.With), new[] { 301, 302, 303, 307, 308 }, MemberType = typeof(Faces))]
    public async Task A_client_that_follows_from_https_to_https_takes_no_credentials_along(Face face, int status)
    {
        using var certificate = Certificates.SelfSigned(Host);
        await using var other = new TlsServer(certificate, WireAnswers.Reply(200));
        await using var server = new TlsServer(certificate, WireAnswers.Reply(status, "", $"Location: {other.Endpoint.Api}oauth/token"));
        var following = Clients.Trusting(certificate, handler => handler.AllowAutoRedirect = true);

        var outcome = await face.Over(following, server.Endpoint).SendAsync();

        outcome.AssertUnreachable(
            status is 307 or 308 ? UnreachableReason.SecondSend : UnreachableReason.Redirected, mayHaveBeenProcessed: true);
        Assert.DoesNotContain(other.Requests, request => request.HoldsCredentials());
        Assert.Single(server.Requests);
    }
}

namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>A handed-in client that follows redirects, and is kept from sending the credentials again or elsewhere.</summary>
public sealed class RedirectTests
{
    [Theory, MemberData(nameof(Faces.With), new[] { 307, 308 }, MemberType = typeof(Faces))]
    public async Task A_client_that_follows_a_redirect_with_the_body_sends_none_not_even_to_the_same_host(Face face, int status)
    {
        await using var other = WireServer.Start(WireAnswers.Reply(200));
        foreach (var address in new[] { $"{other.Address}oauth/token", "/oauth/token" })
        {
            await using var server = WireServer.Start(WireAnswers.Reply(status, "", $"Location: {address}"));

            var outcome = await face.Over(new HttpClientHandler(), server.Endpoint).SendAsync();

            outcome.AssertUnreachable(UnreachableReason.SecondSend, mayHaveBeenProcessed: true);
            Assert.Empty(other.Requests);
            Assert.Single(server.Requests);
        }
    }

    [Theory, MemberData(nameof(Faces.With), new[] { 300, 301, 302, 303 }, MemberType = typeof(Faces))]
    public async Task A_reply_from_another_address_is_an_error(Face face, int status)
    {
        await using var other = WireServer.Start(WireAnswers.Reply(200, """{"access_token":"forged","token_type":"bearer"}"""));
        await using var server = WireServer.Start(WireAnswers.Reply(status, "", $"Location: {other.Address}"));

        var outcome = await face.Over(new HttpClientHandler(), server.Endpoint).SendAsync();

        outcome.AssertUnreachable(UnreachableReason.Redirected, mayHaveBeenProcessed: true);
        Assert.DoesNotContain(other.Requests, request => request.HoldsCredentials());
    }

    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public async Task The_reply_to_a_GET_of_the_same_address_is_an_error(Face face)
    {
        await using var server = WireServer.Start((request, connection) => request.Method == "POST"
            ? WireAnswers.Reply(303, "", "Location: /oauth/token")(request, connection)
            : WireAnswers.Reply(200)(request, connection));

        var outcome = await face.Over(new HttpClientHandler(), server.Endpoint).SendAsync();

        outcome.AssertUnreachable(UnreachableReason.Redirected, mayHaveBeenProcessed: true);
    }

    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public async Task A_handler_that_sends_elsewhere_gets_no_body_to_send(Face face)
    {
        await using var other = WireServer.Start(WireAnswers.Reply(200));
        await using var server = WireServer.Start(WireAnswers.Reply(200));
        var handler = new Before(message => message.RequestUri = other.Address).Above(HttpClientTransport.CreateHandler());

        var outcome = await face.Over(handler, server.Endpoint).SendAsync();

        outcome.AssertUnreachable(UnreachableReason.Redirected, mayHaveBeenProcessed: false);
        Assert.DoesNotContain(other.Requests, request => request.HoldsCredentials());
    }
}

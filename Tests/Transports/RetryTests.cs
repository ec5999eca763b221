namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>A handed-in client that tries again, and is kept from sending the credentials a second time.</summary>
public sealed class RetryTests
{
    [Theory]
    [MemberData(nameof(Faces.With), new[] { 500, 503, 0 }, MemberType = typeof(Faces))] // 0: the first try loses the connection.
    public async Task A_retry_handler_sends_once(Face face, int status)
    {
        await using var server = WireServer.Start(status == 0 ? WireAnswers.ResetAfter("") : WireAnswers.Reply(status));
        var retrying = new Retrying();

        var outcome = await face.Over(retrying.Above(HttpClientTransport.CreateHandler()), server.Endpoint).SendAsync();

        outcome.AssertUnreachable(UnreachableReason.SecondSend, mayHaveBeenProcessed: true);
        Assert.Single(server.Requests);
        Assert.Equal(2, retrying.Tries); // What stops it is no exception to try again for.
    }

    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public async Task A_retry_after_a_try_that_sent_nothing_is_the_first_send(Face face)
    {
        await using var server = WireServer.Start(WireAnswers.Reply(200));
        var refusals = 0;
        var refusing = new Before(_ =>
        {
            if (refusals++ == 0)
            {
                throw new HttpRequestException(HttpRequestError.ConnectionError);
            }
        });

        var handler = new Retrying().Above(refusing.Above(HttpClientTransport.CreateHandler()));
        var outcome = await face.Over(handler, server.Endpoint).SendAsync();

        outcome.AssertReply(200);
        Assert.Single(server.Requests);
    }

    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public async Task A_client_with_credentials_of_its_own_does_not_answer_a_challenge(Face face)
    {
        await using var server = WireServer.Start(WireAnswers.Reply(401, "", "WWW-Authenticate: Basic realm=\"podio\""));
        var handler = HttpClientTransport.CreateHandler();
        handler.Credentials = new NetworkCredential("proxy-user", "proxy-password");

        var outcome = await face.Over(handler, server.Endpoint).SendAsync();

        outcome.AssertUnreachable(UnreachableReason.SecondSend, mayHaveBeenProcessed: true);
        Assert.Single(server.Requests);
    }

    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public async Task A_handler_that_reads_the_body_first_is_served_and_the_safe_handler_below_follows_nothing(Face face)
    {
        await using var other = WireServer.Start(WireAnswers.Reply(200));
        await using var server = WireServer.Start(WireAnswers.Reply(307, "", $"Location: {other.Address}oauth/token"));
        var reading = new Reading();

        var outcome = await face.Over(reading.Above(HttpClientTransport.CreateHandler()), server.Endpoint).SendAsync();

        outcome.AssertReply(307);
        Assert.Equal(Requests.Form.ToBytes(), Assert.Single(server.Requests).Body.ToArray());
        Assert.Equal(Requests.Form.Length, reading.Seen.Length);
        Assert.Equal(0, other.Connections);
    }
}

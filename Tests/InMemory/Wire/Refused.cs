namespace PodioOAuth.Functional.InMemory.Tests.Wire;

/// <summary>Sends a request to a fresh Podio and asserts that it is refused, and that nothing changed.</summary>
internal static class Refused
{
    /// <summary>With this body, letter by letter.</summary>
    internal static void With(ReceivedRequest request, int status, string body)
    {
        var reply = Send(request);
        Assert.Equal(body, Reply.Text(reply));
        Assert.Equal(status, reply.Status);
        Assert.Equal("application/json; charset=utf-8", reply.RevealHeader("Content-Type"));
        Assert.Matches("^[A-Za-z0-9]{8}$", reply.RevealHeader("X-Podio-Request-Id")!);
    }

    /// <summary>With this body and a status of 400, by a Podio that knows more.</summary>
    internal static void Unchanged(TestPodio podio, string body, Func<HttpReply> send)
    {
        var before = podio.Podio.State;
        var reply = send();
        Assert.Equal((400, body), (reply.Status, Reply.Text(reply)));
        Assert.Same(before, podio.Podio.State);
    }

    /// <summary>With this code, where the prose is not Podio's.</summary>
    internal static void As(string error, ReceivedRequest request)
    {
        var reply = Send(request);
        Assert.Equal(400, reply.Status);
        Assert.Equal(error, Reply.Error(reply));
        Assert.Null(Reply.Detail(reply));
    }

    private static HttpReply Send(ReceivedRequest request)
    {
        var podio = new TestPodio().Podio;
        var before = podio.State;
        var reply = podio.Answer(request);
        Assert.Same(before, podio.State);
        return reply;
    }
}

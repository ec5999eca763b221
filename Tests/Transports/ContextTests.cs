namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>Nothing comes back to the synchronization context of a caller: a window whose only thread waits for a token would wait for
/// ever.</summary>
public sealed class ContextTests
{
    [Theory]
    [InlineData(Face.HttpClient, 2L), InlineData(Face.HttpClient, null)]
    [InlineData(Face.HttpClient, HttpReply.MaxBodyBytes + 1L), InlineData(Face.Flurl, 2L)]
    [InlineData(Face.Flurl, null)]
    public async Task Nothing_comes_back_to_the_context_of_a_caller(Face face, long? stated)
    {
        var context = new CapturedContext(typeof(HttpClientTransport).Assembly, typeof(FlurlTransport).Assembly);
        var transport = face.Over(
            new Stub(async (message, _) =>
            {
                await CapturedContext.PauseAsync();
                return new HttpResponseMessage { RequestMessage = message, Content = new LateContent("{}"u8.ToArray(), stated) };
            }),
            options: new TransportOptions { MaxReplyBytes = 2 * HttpReply.MaxBodyBytes });
        (await context.RunAsync(() => transport.SendAsync())).AssertReply(200);
        Assert.Empty(context.Seen);
    }
}

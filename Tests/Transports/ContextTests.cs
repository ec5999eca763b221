namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>Nothing comes back to the synchronization context of a caller: a window whose only thread waits for a token would wait for
/// ever.</summary>
public sealed class ContextTests
{
    [Theory]
    [InlineData(Face.HttpClient, 2L)]
    [InlineData(Face.HttpClient, null)]
    [InlineData(Face.HttpClient, HttpReply.MaxBodyBytes + 1L)]
    [InlineData(Face.Flurl, 2L)]
    [InlineData(Face.Flurl, null)]
    public async Task Nothing_comes_back_to_the_context_of_a_caller(Face face, long? stated)
    {
        var context = new CapturedContext(typeof(HttpClientTransport).Assembly, typeof(FlurlTransport).Assembly);
        var transport = face.Over(
            new Stub(async (message, _) =>
            {
                await CapturedContext.PauseAsync();
                return new HttpResponseMessage { RequestMessage = message, Content = new Late(stated) };
            }),
            options: new TransportOptions { MaxReplyBytes = 2 * HttpReply.MaxBodyBytes });
        (await context.RunAsync(() => transport.SendAsync())).AssertReply(200);
        Assert.Empty(context.Seen);
    }

    /// <summary>A body that lets everybody wait.</summary>
    private sealed class Late(long? stated) : HttpContent
    {
        protected override async Task<Stream> CreateContentReadStreamAsync()
        {
            await CapturedContext.PauseAsync();
            return new Reading();
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = stated ?? 0;
            return stated is not null;
        }

        private sealed class Reading() : MemoryStream("{}"u8.ToArray())
        {
            public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                await CapturedContext.PauseAsync();
                return Read(buffer.Span);
            }
        }
    }
}

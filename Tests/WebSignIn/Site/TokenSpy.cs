using System.Threading.Channels;

namespace PodioOAuth.Functional.WebSignIn.Tests.Site;

/// <summary>Reads along what Podio answers to token requests, so that a test knows what to look for.</summary>
internal sealed class TokenSpy : IHttpMessageHandlerBuilderFilter
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ConcurrentQueue<Token> _tokens = new();
    private readonly Channel<Token> _arrived = Channel.CreateUnbounded<Token>();

    internal IReadOnlyCollection<Token> All => _tokens;

    /// <summary>Waits until there have been so many: a renewal ahead of time goes on behind the reply that began it.</summary>
    internal async Task WaitForAsync(int count)
    {
        while (_tokens.Count < count)
        {
            await _arrived.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        }
    }

    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (builder.Name == PodioHostingExtensions.TokenClientName)
        {
            builder.AdditionalHandlers.Add(new Handler(this));
        }
    };

    private sealed class Handler(TokenSpy spy) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var reply = await base.SendAsync(request, cancellationToken);
            await reply.Content.LoadIntoBufferAsync(cancellationToken);
            var body = await reply.Content.ReadAsByteArrayAsync(cancellationToken);
            _ = TokenReply.Parse(new HttpReply((int)reply.StatusCode, "application/json", body)).Map(token =>
            {
                spy._tokens.Enqueue(token);
                Assert.True(spy._arrived.Writer.TryWrite(token));
                return token;
            });
            return reply;
        }
    }
}

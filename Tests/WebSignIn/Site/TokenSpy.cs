using System.Collections.Concurrent;
using Microsoft.Extensions.Http;

namespace PodioOAuth.Functional.WebSignIn.Tests.Site;

/// <summary>Reads along what Podio answers to token requests, so that a test knows what to look for.</summary>
internal sealed class TokenSpy : IHttpMessageHandlerBuilderFilter
{
    private readonly ConcurrentQueue<Token> _tokens = new();

    internal IReadOnlyCollection<Token> All => _tokens;

    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (builder.Name == PodioOAuthServiceCollectionExtensions.TokenClientName)
        {
            builder.AdditionalHandlers.Add(new Handler(_tokens));
        }
    };

    private sealed class Handler(ConcurrentQueue<Token> tokens) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var reply = await base.SendAsync(request, cancellationToken);
            await reply.Content.LoadIntoBufferAsync(cancellationToken);
            var body = await reply.Content.ReadAsByteArrayAsync(cancellationToken);
            _ = TokenReply.Parse(new HttpReply((int)reply.StatusCode, "application/json", body)).Map(token =>
            {
                tokens.Enqueue(token);
                return token;
            });
            return reply;
        }
    }
}

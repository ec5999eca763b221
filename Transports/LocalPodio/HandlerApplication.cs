using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace PodioOAuth.Functional;

/// <summary>What the web server runs for each request: reads it, asks the handler, writes the reply.</summary>
internal sealed class HandlerApplication(Func<ReceivedRequest, HttpReply> handler) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var received = await RequestReader.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        var body = received is null ? TurnAway(context.Response) : Answer(received, context.Response);
        if (!body.IsEmpty)
        {
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // A context holds nothing of its own.
    }

    private static ReadOnlyMemory<byte> TurnAway(HttpResponse response)
    {
        ReplyHead.Write(response, GatewayReply.BodyTooLarge);
        response.Headers.Connection = "close"; // The rest of the body is not waited for.
        return GatewayReply.BodyTooLarge.Body;
    }

    // The handler is the caller's code, and nothing here logs: what it throws has to be seen in the reply. Its message may hold a secret.
    private ReadOnlyMemory<byte> Answer(ReceivedRequest received, HttpResponse response)
    {
        try
        {
            var reply = handler(received) ?? throw new InvalidOperationException("The handler gave null instead of a reply.");
            ReplyHead.Write(response, reply);
            return reply.Body;
        }
        catch (Exception exception)
        {
            response.Clear();
            response.StatusCode = StatusCodes.Status500InternalServerError;
            response.ContentType = "text/plain";
            return Encoding.UTF8.GetBytes($"The handler of LocalPodio failed: {exception.GetType()}\n");
        }
    }
}

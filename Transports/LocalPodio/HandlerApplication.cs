using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace PodioOAuth.Functional.Serving;

/// <summary>The web server's application: checks the host, reads the request, calls the handler, delivers the reply.</summary>
/// <param name="handler">Returns the reply and its fault.</param>
/// <param name="time">The clock that times delayed replies.</param>
/// <param name="control">The control plane, or null for none.</param>
/// <param name="page">The authorize step for people and the start page, or null for none.</param>
/// <param name="log">Receives a line for each request, or null.</param>
internal sealed class HandlerApplication(
    Func<ReceivedRequest, PodioStep> handler,
    TimeProvider time,
    ControlPlane? control = null,
    AuthorizePage? page = null,
    Action<string>? log = null)
    : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public async Task ProcessRequestAsync(HttpContext context)
    {
        await RunAsync(context).ConfigureAwait(false);
        log?.Invoke(string.Create(
            CultureInfo.InvariantCulture,
            $"{context.Request.Method} {context.Request.Path.ToUriComponent()} {context.Response.StatusCode}"));
    }

    private Task RunAsync(HttpContext context) =>
        !LoopbackHost.Is(context.Request.Host)
            ? PlainReply.WriteAsync(context, StatusCodes.Status421MisdirectedRequest, LoopbackHost.Refusal)
        : control is not null && ControlPlane.Owns(context.Request.Path) ? control.RunAsync(context)
        : page is not null && StartPage.Owns(context.Request) ? StartPage.ShowAsync(context)
        : page is not null && AuthorizePage.Owns(context.Request) ? ShowAsync(page, context)
        : AnswerAsync(context);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // A context has no state of its own.
    }

    private async Task ShowAsync(AuthorizePage shown, HttpContext context)
    {
        if (await shown.RunAsync(context).ConfigureAwait(false) is { } step)
        {
            ReplyHead.Write(context.Response, step.Reply);
            await Delivery.RunAsync(context, step, time).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var received = await RequestReader.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        if (received is null)
        {
            context.Response.Headers.Connection = "close"; // Don't wait for the rest of the body.
            ReplyHead.Write(context.Response, GatewayReply.BodyTooLarge);
            await Delivery.WriteBodyAsync(context, GatewayReply.BodyTooLarge).ConfigureAwait(false);
        }
        else if (Try(received, context.Response, out var step) is { } failure)
        {
            await PlainReply.WriteAsync(context, StatusCodes.Status500InternalServerError, Describe(failure)).ConfigureAwait(false);
        }
        else
        {
            await Delivery.RunAsync(context, step!, time).ConfigureAwait(false);
        }
    }

    // The handler is the caller's code, and nothing here logs: its exception must be visible in the reply.
    private Exception? Try(ReceivedRequest received, HttpResponse response, out PodioStep? step)
    {
        step = null;
        try
        {
            step = handler(received);
            ReplyHead.Write(response, step.Reply);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    // Its message may contain a secret.
    private static string Describe(Exception failure) => $"The handler of LocalPodio failed: {failure.GetType()}\n";
}

using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace PodioOAuth.Functional.Serving;

/// <summary>Delivers a reply, whose head has already been written, to its connection, and causes its fault on the way.</summary>
internal static class Delivery
{
    internal static Task RunAsync(HttpContext context, PodioStep step, TimeProvider time)
    {
        return step.Fault is null ? WriteWhole() : step.Fault.Match(
            refuse: _ => CutAsync(context, CutPoint.BeforeHeaders, step.Reply),
            cut: broken => CutAsync(context, broken.At, step.Reply),
            delay: late => WriteLateAsync(context, step.Reply, late.By, time),
            reject: _ => WriteWhole(),
            rateLimit: _ => WriteWhole(),
            unavailable: _ => WriteWhole(),
            reply: _ => WriteWhole());

        Task WriteWhole() => WriteBodyAsync(context, step.Reply);
    }

    internal static async Task WriteBodyAsync(HttpContext context, HttpReply reply)
    {
        if (!reply.AsMemory().IsEmpty)
        {
            context.Response.ContentLength = reply.AsMemory().Length;
            await context.Response.Body.WriteAsync(reply.AsMemory(), context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static async Task WriteLateAsync(HttpContext context, HttpReply reply, TimeSpan by, TimeProvider time)
    {
        await Task.Delay(by, time, context.RequestAborted).ConfigureAwait(false);
        await WriteBodyAsync(context, reply).ConfigureAwait(false);
    }

    // Bypasses the web server, which writes only complete heads; cutting its connection would drop what it hasn't sent yet.
    private static async Task CutAsync(HttpContext context, CutPoint at, HttpReply reply)
    {
        var head = RawHead(context.Response, reply.AsMemory().Length);
        byte[] sent = at switch
        {
            CutPoint.InsideBody when HasNoBody(context) => head[..^2], // Without the empty line, which would complete the reply.
            CutPoint.InsideHeaders => head[..(head.AsSpan().IndexOf("\r\n"u8) + 8)],
            CutPoint.InsideBody => [.. head, .. reply.AsMemory().Span[..(reply.AsMemory().Length / 2)]],
            _ => [],
        };
        if (sent.Length > 0)
        {
            var socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
            await socket.SendAsync(sent, context.RequestAborted).ConfigureAwait(false);
        }

        context.Abort();
    }

    private static bool HasNoBody(HttpContext context) =>
        HttpMethods.IsHead(context.Request.Method) || context.Response.StatusCode is 204 or 205 or 304;

    private static byte[] RawHead(HttpResponse response, int length)
    {
        response.ContentLength = length + 1L; // One more than there is, so that an empty body is cut too.
        var headers = response.Headers.SelectMany(header => header.Value.Select(value => $"{header.Key}: {value}\r\n"));
        return Encoding.Latin1.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {response.StatusCode} {ReasonPhrases.GetReasonPhrase(response.StatusCode)}\r\n{string.Concat(headers)}\r\n"));
    }
}

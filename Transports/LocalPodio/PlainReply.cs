using System.Text;
using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional.Serving;

/// <summary>Replies of this server's own, which Podio would not give: a status and a sentence.</summary>
internal static class PlainReply
{
    internal static async Task WriteAsync(HttpContext context, int status, string sentence)
    {
        var body = Encoding.UTF8.GetBytes(sentence);
        context.Response.Clear();
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace PodioOAuth.Functional.Serving;

/// <summary>Writes everything of a reply except its body: the status and the headers.</summary>
internal static class ReplyHead
{
    /// <exception cref="InvalidOperationException">No server could send such a reply.</exception>
    internal static void Write(HttpResponse response, HttpReply reply)
    {
        if (reply.Status is < 200 or > 599 || (reply.Status is 204 or 205 or 304 && !reply.AsMemory().IsEmpty))
        {
            throw new InvalidOperationException("The status isn't that of a final reply, or a reply with this status can't have a body.");
        }

        response.StatusCode = reply.Status;
        if (reply.Status == 420)
        {
            // No standard defines this status. Podio's phrase isn't on record (PODIO 8.1); this is the usual one for the number.
            response.HttpContext.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = "Enhance Your Calm";
        }

        foreach (var (name, value) in reply.RevealHeaders())
        {
            response.Headers.Append(name, value);
        }
    }
}

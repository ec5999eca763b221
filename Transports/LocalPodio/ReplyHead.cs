using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace PodioOAuth.Functional.Serving;

/// <summary>Writes all of a reply but its body: the status, and the headers that it has.</summary>
internal static class ReplyHead
{
    /// <exception cref="InvalidOperationException">No server could send such a reply.</exception>
    internal static void Write(HttpResponse response, HttpReply reply)
    {
        if (reply.Status is < 200 or > 599 || (reply.Status is 204 or 205 or 304 && !reply.AsMemory().IsEmpty))
        {
            throw new InvalidOperationException("No final reply has such a status, or none of this status has a body.");
        }

        response.StatusCode = reply.Status;
        if (reply.Status == 420)
        {
            // No standard knows this status. Podio's phrase is not on record (PODIO 8.1); this is the one that goes with the number.
            response.HttpContext.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = "Enhance Your Calm";
        }

        foreach (var (name, value) in reply.RevealHeaders())
        {
            response.Headers.Append(name, value);
        }
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace PodioOAuth.Functional.Serving;

/// <summary>Reads a received request.</summary>
internal static class RequestReader
{
    /// <summary>Returns the request; null if its body is too large.</summary>
    internal static async Task<ReceivedRequest?> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        await BoundedBody.ReadAsync(request, GatewayReply.LargestBody, cancellationToken).ConfigureAwait(false) is { } body
            ? new ReceivedRequest(
                request.Method, request.Path.Value ?? "", request.ContentType, AuthorizationOf(request.Headers.Authorization), body)
            {
                Query = request.QueryString.Value?.TrimStart('?') ?? "",
            }
            : null;

    private static Secret? AuthorizationOf(StringValues header) => header.Count == 0 ? null : new Secret(header.ToString());
}

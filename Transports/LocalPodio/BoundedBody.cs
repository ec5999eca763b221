using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional.Serving;

/// <summary>Reads a body up to a maximum size, buffering no more than that.</summary>
internal static class BoundedBody
{
    /// <summary>Returns the bytes; null if there are more than the limit. Then the rest isn't read.</summary>
    internal static async Task<byte[]?> ReadAsync(HttpRequest request, int bound, CancellationToken cancellationToken)
    {
        if (request.ContentLength > bound)
        {
            return null;
        }

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.Buffer.Length > bound)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End); // Examined, but kept until the body is complete.
        }
    }
}

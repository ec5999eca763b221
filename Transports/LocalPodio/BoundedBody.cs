using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional.Serving;

/// <summary>Reads a body of at most so many bytes, holding no more than them.</summary>
internal static class BoundedBody
{
    /// <summary>The bytes; null where there are more than the bound. Then the rest is not read.</summary>
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

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End); // Seen, but kept until all is there.
        }
    }
}

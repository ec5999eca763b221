namespace PodioOAuth.Functional.Core.Tests.Corpus;

/// <summary>Reads a recording that is valid HTTP into an <see cref="HttpReply"/>, as a transport would. Independent of the
/// transports.</summary>
internal static class RecordedReply
{
    internal static HttpReply Read(ReadOnlySpan<byte> recording)
    {
        var headersEnd = recording.IndexOf("\r\n\r\n"u8);
        var lines = Encoding.Latin1.GetString(recording[..headersEnd]).Split("\r\n");
        var headers = lines[1..]
            .Select(line => line.Split(':', 2))
            .ToLookup(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = recording[(headersEnd + 4)..].ToArray();
        return new HttpReply(
            status: int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture),
            contentType: headers["Content-Type"].FirstOrDefault(),
            body: headers["Transfer-Encoding"].Any() ? Unchunk(body) : body)
        {
            RetryAfter = [.. headers["Retry-After"]],
            Date = headers["Date"].FirstOrDefault(),
            RequestId = headers["X-Podio-Request-Id"].FirstOrDefault(),
            WwwAuthenticate = headers["WWW-Authenticate"].FirstOrDefault(),
            RateLimitLimit = headers["X-Rate-Limit-Limit"].FirstOrDefault(),
            RateLimitRemaining = headers["X-Rate-Limit-Remaining"].FirstOrDefault(),
        };
    }

    private static byte[] Unchunk(ReadOnlySpan<byte> chunked)
    {
        List<byte> body = [];
        while (true)
        {
            var lineEnd = chunked.IndexOf("\r\n"u8);
            var length = int.Parse(
                Encoding.ASCII.GetString(chunked[..lineEnd]).Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0)
            {
                return [.. body];
            }

            body.AddRange(chunked.Slice(lineEnd + 2, length));
            chunked = chunked[(lineEnd + 2 + length + 2)..];
        }
    }
}

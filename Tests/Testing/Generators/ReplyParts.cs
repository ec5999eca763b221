namespace PodioOAuth.Functional;

/// <summary>The headers of a reply: the property of each, and how to change its value.</summary>
internal static class ReplyParts
{
    internal static (string Name, string Property, Func<HttpReply, string?, HttpReply> With)[] Headers { get; } =
    [
        ("Content-Type", nameof(HttpReply.ContentType), (reply, text) => reply with { ContentType = text }),
        ("Date", nameof(HttpReply.Date), (reply, text) => reply with { Date = text }),
        ("X-Podio-Request-Id", nameof(HttpReply.RequestId), (reply, text) => reply with { RequestId = text }),
        ("Location", nameof(HttpReply.Location), (reply, text) => reply with { Location = text }),
        ("WWW-Authenticate", nameof(HttpReply.WwwAuthenticate), (reply, text) => reply with { WwwAuthenticate = text }),
        ("X-Rate-Limit-Limit", nameof(HttpReply.RateLimitLimit), (reply, text) => reply with { RateLimitLimit = text }),
        ("X-Rate-Limit-Remaining", nameof(HttpReply.RateLimitRemaining), (reply, text) => reply with { RateLimitRemaining = text }),
    ];

    /// <summary>Every Retry-After value.</summary>
    internal static string[] RetryAfterOf(HttpReply reply) =>
        [.. reply.RevealHeaders().Where(header => header.Key == "Retry-After").Select(header => header.Value)];
}

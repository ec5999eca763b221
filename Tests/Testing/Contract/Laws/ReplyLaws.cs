using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>What comes back.</summary>
internal static class ReplyLaws
{
    internal static IReadOnlyList<TransportLaw> All { get; } =
    [
        new("Hands over any status as a reply", HandsOverAnyStatus),
        new("Hands over the headers that matter, as received", HandsOverHeaders),
        new("Hands over the body byte by byte, however it is framed", HandsOverBody),
    ];

    private static Task<string?> HandsOverAnyStatus(TransportFactory create) => Law.AllAsync(
        from status in new[] { 200, 201, 299, 400, 401, 403, 404, 407, 413, 420, 429, 451, 500, 502, 503, 504, 599 }
        select ($"{status}", (Func<Task<string?>>)(() => Law.AgainstAsync(
            create, WireAnswers.Reply(status), (attempt, _) => attempt.IsReply(status) ?? attempt.HasBody("{}"u8.ToArray())))));

    private static Task<string?> HandsOverHeaders(TransportFactory create) => Law.AllAsync(
        ("all of them", () => Law.AgainstAsync(create, WireAnswers.Reply(420, "{}", All420), (attempt, _) => HasHeaders(attempt))),
        ("none of them", () => Law.AgainstAsync(create, WireAnswers.Reply(420), (attempt, _) => HasNoHeaders(attempt))));

    private static string[] All420 =>
    [
        "Content-Type: application/json; charset=utf-8", "Date: Tue, 24 Nov 2026 10:00:00 GMT", "Retry-After: 120",
        "retry-after: Tue, 24 Nov 2026 10:05:00 GMT", "X-Podio-Request-Id: abc-123", "X-Rate-Limit-Limit: 1000",
        "X-Rate-Limit-Remaining: 0", "WWW-Authenticate: Bearer realm=\"podio\", error=\"expired_token\"", "WWW-Authenticate: Basic",
    ];

    private static string? HasHeaders(Attempt attempt) => attempt.IsReply(420) ?? (attempt.Reply switch
    {
        { ContentType: not "application/json; charset=utf-8" } => "Content-Type differs",
        { Date: not "Tue, 24 Nov 2026 10:00:00 GMT" } => "Date differs",
        { RetryAfter: not ["120", "Tue, 24 Nov 2026 10:05:00 GMT"] } => "Retry-After differs",
        { RequestId: not "abc-123" } => "X-Podio-Request-Id differs",
        { RateLimitLimit: not "1000" } => "X-Rate-Limit-Limit differs",
        { RateLimitRemaining: not "0" } => "X-Rate-Limit-Remaining differs",
        { WwwAuthenticate: not "Bearer realm=\"podio\", error=\"expired_token\", Basic" } => "WWW-Authenticate differs",
        _ => null,
    });

    private static string? HasNoHeaders(Attempt attempt) => attempt.IsReply(420) ?? (attempt.Reply is
    {
        ContentType: null, Date: null, RetryAfter: [], RequestId: null,
        RateLimitLimit: null, RateLimitRemaining: null, WwwAuthenticate: null
    }
        ? null : "expected every header that did not come to be null");

    private static Task<string?> HandsOverBody(TransportFactory create) => Law.AllAsync(
        from framing in Framing.All
        from length in new[] { 0, 1, 256, 40_000 }
        select ($"{framing.Name}, {length} bytes", (Func<Task<string?>>)(() => Law.AgainstAsync(
            create, framing.Answer(Body(length)), (attempt, _) => attempt.IsReply(200) ?? attempt.HasBody(Body(length))))));

    // Every byte there is, again and again.
    private static byte[] Body(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)i)];
}

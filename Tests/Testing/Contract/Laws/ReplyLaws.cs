using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>Laws about what is returned.</summary>
internal static class ReplyLaws
{
    internal static IReadOnlyList<TransportLaw> All { get; } =
    [
        new("Returns any status as a reply", HandsOverAnyStatus),
        new("Returns the relevant headers as received", HandsOverHeaders),
        new("Returns the body byte by byte, however it is framed", HandsOverBody),
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

    private static HttpReply With420 { get; } = new(420, "application/json; charset=utf-8", "{}"u8.ToArray())
    {
        Date = "Tue, 24 Nov 2026 10:00:00 GMT",
        RetryAfter = ["120", "Tue, 24 Nov 2026 10:05:00 GMT"],
        RequestId = "abc-123",
        RateLimitLimit = "1000",
        RateLimitRemaining = "0",
        WwwAuthenticate = "Bearer realm=\"podio\", error=\"expired_token\", Basic",
    };

    private static string? HasHeaders(Attempt attempt) => attempt.IsReply(420)
        ?? attempt.Reply!.RevealHeaders().Except(With420.RevealHeaders())
            .Concat(With420.RevealHeaders().Except(attempt.Reply.RevealHeaders()))
            .Select(header => $"{header.Key} differs")
            .FirstOrDefault();

    private static string? HasNoHeaders(Attempt attempt) => attempt.IsReply(420)
        ?? (attempt.Reply!.RevealHeaders().Any() ? "expected every header that wasn't sent to be absent" : null);

    private static Task<string?> HandsOverBody(TransportFactory create) => Law.AllAsync(
        from framing in Framing.All
        from length in new[] { 0, 1, 256, 40_000 }
        select ($"{framing.Name}, {length} bytes", (Func<Task<string?>>)(() => Law.AgainstAsync(
            create, framing.Answer(Body(length)), (attempt, _) => attempt.IsReply(200) ?? attempt.HasBody(Body(length))))));

    // Every possible byte, repeated.
    private static byte[] Body(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)i)];
}

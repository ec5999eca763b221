using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>Generates anything that could come back from a token endpoint or from whatever is in front of it.</summary>
internal static class Replies
{
    internal static Gen<HttpReply> All { get; } =
        from status in Gen.Frequency(
            (8, Gen.Constant(200)),
            (6, Gen.Elements(201, 204, 302, 307, 400, 401, 403, 404, 420, 429, 500, 502, 503, 504)),
            (1, Gen.Elements(0, -1, 99, 100, 199, 299, 300, 399, 499, 599, 600, 999, int.MaxValue, int.MinValue)),
            (1, Gen.Choose(100, 599)))
        from contentType in Gen.Elements("application/json; charset=utf-8", "text/html", "", null, "application/json; charset=nonsense")
        from body in Gen.Frequency(
            (2, ReplyBodies.OfTokens),
            (2, Gen.Elements(ReplyBodies.Literal)),
            (2, ReplyBodies.Composed),
            (4, Gen.Elements(ReplyBodies.Literal).SelectMany(Mutations.Of)),
            (2, ReplyBodies.Composed.SelectMany(Mutations.Of)),
            (1, Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf()),
            (1, Texts.Any.Select(Encoding.UTF8.GetBytes)))
        from headers in Headers
        from isTooLarge in Gen.Frequency((30, Gen.Constant(false)), (1, Gen.Constant(true)))
        select headers with { Status = status, ContentType = contentType, Body = body, IsBodyTooLarge = isTooLarge };

    /// <summary>Returns replies with fewer headers, status 200, or a smaller body.</summary>
    internal static IEnumerable<HttpReply> Simpler(HttpReply reply)
    {
        var retryAfter = ReplyParts.RetryAfterOf(reply);
        return
        [
            .. ReplyParts.Headers.SelectMany(header => Shrinks
                .OfOptional(reply.RevealHeader(header.Name), text => text, text => text)
                .Select(text => header.With(reply, text))),
            .. retryAfter.Select((_, index) => reply with { RetryAfter = [.. retryAfter[..index], .. retryAfter[(index + 1)..]] }),
            .. reply.Status == 200 ? [] : new[] { reply with { Status = 200 } },
            .. reply.IsBodyTooLarge ? new[] { reply with { IsBodyTooLarge = false } } : [],
            .. Shrinks.Of(reply.AsMemory()).Select(bytes => reply with { Body = bytes }),
        ];
    }

    private static Gen<HttpReply> Headers { get; } =
        from retryAfter in Gen.Frequency(
            (3, Gen.Constant(Array.Empty<string>())), (3, RetryAfter.ArrayOf(1)), (1, RetryAfter.ArrayOf(3)))
        from date in Gen.Frequency(
            (1, Gen.Constant<string?>(null)), (1, Gen.Elements<string?>("Tue, 24 Nov 2026 10:00:00 GMT", "yesterday", "")))
        from requestId in Some("kzxnbpmq", "")
        from authenticate in Some(
            "Bearer realm=\"podio\", error=\"expired_token\"", "error=", "error=\"", "error = invalid_token, error=x", "Basic")
        from limit in Some("1000", "-1", "99999999999", "1\0", "x")
        from remaining in Some("998", "", "0")
        select new HttpReply(status: 0, contentType: null, body: default)
        {
            RetryAfter = retryAfter,
            Date = date,
            RequestId = requestId,
            WwwAuthenticate = authenticate,
            RateLimitLimit = limit,
            RateLimitRemaining = remaining,
        };

    private static Gen<string> RetryAfter => Gen.Frequency(
        (4, Gen.Choose(0, 100_000).Select(seconds => $"{seconds}")),
        (4, Gen.Elements(
            "Tue, 24 Nov 2026 10:05:00 GMT", "Tue, 24 Nov 2026 09:00:00 GMT", "Tuesday, 24-Nov-26 10:05:00 GMT", "Tue Nov 24 10:05:00 2026",
            "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT")),
        (4, Gen.Elements(
            "", " ", "-1", "+5", "1.5", "1e3", "0x10", "99999999999999999999", "9223372036854775807", "Infinity", "-Infinity", "NaN",
            "\u221E",
            "5\0", "5, 6", "\u0665", "soon")),
        (1, Texts.Any));

    private static Gen<string?> Some(params string?[] values) => Gen.Frequency(
        (2, Gen.Constant<string?>(null)), (3, Gen.Elements(values)), (1, Texts.Any.Select(text => (string?)text)));
}

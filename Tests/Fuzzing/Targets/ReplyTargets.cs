using System.Globalization;
using System.Text;
using LanguageExt;

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>Replies from Podio and from whatever is in front of it.</summary>
internal static class ReplyTargets
{
    private static readonly TokenRequest Request = new(
        new ClientCredentials("my-client", Law.PlantedClientSecret), Grant.Password("jane@example.com", Law.PlantedPassword));

    private static readonly Grant[] Grants =
        [Request.Grant, Grant.AuthorizationCode("c", redirectUri: null), Grant.App(1, "t"), Grant.RefreshToken("r")];

    internal static Action Reply(ReadOnlySpan<byte> input)
    {
        var reply = Recording.Read(input);
        var outcome = TokenReply.Parse(reply);
        return () =>
        {
            outcome.Match(Right: token => CheckToken(token, reply.Status), Left: error => CheckError(error, reply.Status));
            CheckQuotes(reply);
            CheckOfApi(reply);
        };
    }

    /// <summary>A line with the <c>Date</c>, one for each <c>Retry-After</c>, and finally the body.</summary>
    internal static Action RetryAfter(ReadOnlySpan<byte> input)
    {
        var (lines, reply) = LimitOf(input);
        var wait = WaitOf(reply);
        return () =>
        {
            Law.Prints(wait.ToString());
            Law.Holds(
                wait.Match(after: span => span >= TimeSpan.Zero && span.TotalDays <= 36525, at: _ => true, unknown: () => true),
                "a wait is between nothing and a century");
            Law.Holds(WaitOf(reply with { RetryAfter = [.. lines[1..].SkipLast(1).Reverse()] }) == wait, "order does not count");
            Law.Holds(
                wait.WaitFrom(DateTimeOffset.MaxValue, DateTimeOffset.MinValue) is null or { Ticks: >= 0 }
                    && wait.WaitFrom(DateTimeOffset.MinValue, DateTimeOffset.MaxValue) is null or { Ticks: 0 }, "no wait is negative");
        };
    }

    private static (string[] Lines, HttpReply Reply) LimitOf(ReadOnlySpan<byte> input)
    {
        using var uncounted = new Uncounted();
        var lines = Text.Of(input).Split('\n');
        return (lines, new HttpReply(420, "text/plain", Encoding.UTF8.GetBytes(lines[^1]))
        {
            Date = lines.Length > 1 ? lines[0] : null,
            RetryAfter = lines.Length > 2 ? lines[1..^1] : [],
        });
    }

    private static RetryAfter WaitOf(HttpReply reply) => TokenReply.Parse(reply).Match(
        Right: _ => throw new BrokenLawException("420 is a rate limit"),
        Left: error => error is RateLimitedError limited ? limited.Facts.RetryAfter : throw new BrokenLawException("420 is a rate limit"));

    private static void CheckToken(Token token, int status)
    {
        Law.Holds(status is >= 200 and <= 299, "only a success gives a token");
        Law.IsWhole(token);
    }

    private static void CheckError(OAuthError error, int status)
    {
        Law.Prints(error);
        Law.Holds(error is not (InvalidInputError or UnreachableError), "a reply is neither unsent nor unreachable");
        Law.Holds(error is UnavailableError == status is >= 500 and <= 599, "5xx is unavailable, and nothing else");
        Law.Holds(error is RateLimitedError || status is not (420 or 429), "420 and 429 are rate limits");
        Law.Holds(Grants.All(grant => error.RetryAdvice(grant) is not null), "gives advice for each grant");
        if (error is SecondFactorRequiredError challenge)
        {
            Law.Redacts(challenge, (it, other) => it with { Challenge = new SecondFactorChallenge(other) });
        }
    }

    // The reply may contain the request's secrets: the mutator knows them.
    private static void CheckQuotes(HttpReply reply)
    {
        Transport podio = (_, _) => Task.FromResult<Either<OAuthError, HttpReply>>(reply);
        var texts = podio.RequestTokenAsync(Request).GetAwaiter().GetResult().Match(
            Right: token => $"{token} {token.Scope} {(token.Reference is OtherReference other ? $"{other.Type} {other.Id}" : "")}",
            Left: error => $"{error} {error.Describe()} {error.Facts?.RequestId?.Reveal()} {error.Facts?.AuthenticateError?.Reveal()}"
            + error switch
            {
                RejectedError it => $"{it.Code.Reveal()} {it.Detail?.Reveal()} {it.Description?.Reveal()}",
                UnavailableError it => $"{it.Code?.Reveal()} {it.Detail?.Reveal()} {it.Description?.Reveal()}",
                RateLimitedError it => it.Description?.Reveal(),
                _ => "",
            });
        Law.Holds(
            !texts.Contains(Law.PlantedPassword, StringComparison.OrdinalIgnoreCase)
                && !texts.Contains(Law.PlantedClientSecret, StringComparison.OrdinalIgnoreCase), "quotes no secret of the request");
    }

    private static void CheckOfApi(HttpReply reply)
    {
        var error = ApiReply.ErrorOf(reply);
        Law.Holds(error is null == reply.Status is >= 200 and <= 299, "2xx alone is no error");
        Law.Holds(error is null || !ApiReply.IsTokenRejected(error) || reply.Status == 401, "401 alone rejects a token");
        ApiReply.ParseScope(reply).Match(Right: scope => Law.Holds(scope is not null, "a scope is a text"), Left: Law.Prints);
    }
}

/// <summary>A recorded reply, head and body, read as far as possible.</summary>
internal static class Recording
{
    internal static HttpReply Read(ReadOnlySpan<byte> recording)
    {
        using var uncounted = new Uncounted();
        var end = recording.IndexOf("\r\n\r\n"u8);
        var lines = Encoding.Latin1.GetString(end < 0 ? [] : recording[..end]).Split("\r\n");
        var headers = lines[1..].Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2)
            .ToLookup(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        return new HttpReply(StatusOf(lines[0]), headers["Content-Type"].FirstOrDefault(), recording[(end < 0 ? 0 : end + 4)..].ToArray())
        {
            RetryAfter = [.. headers["Retry-After"]],
            Date = headers["Date"].FirstOrDefault(),
            RequestId = headers["X-Podio-Request-Id"].FirstOrDefault(),
            WwwAuthenticate = headers["WWW-Authenticate"].FirstOrDefault(),
            RateLimitLimit = headers["X-Rate-Limit-Limit"].FirstOrDefault(),
            RateLimitRemaining = headers["X-Rate-Limit-Remaining"].FirstOrDefault(),
        };
    }

    private static int StatusOf(string line) =>
        int.TryParse(line.Split(' ').ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : 200;
}

internal static class ReplySeeds
{
    internal static IEnumerable<byte[]> Recordings() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Corpus"), "*.http").Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes),
        .. Text.Seeds(
            $$"""{"error":"e","error_description":"{{Law.PlantedPassword}} {{Uri.EscapeDataString(Law.PlantedClientSecret)}}"}""",
            $$"""HTTP/1.1 400 Bad{{"\r\n\r\n"}}{"error":"{{new string('e', 1_000_000)}}"}""",
            $"HTTP/1.1 420 Slow\r\n\r\nwait {RequestSeeds.Many("1 hour or ")}",
            $$"""{"access_token":"a","scope":"{{RequestSeeds.Many("\\u0041")}}"}""",
            $"not {RequestSeeds.Many("found")}", $$"""{"a":true,"b":f{{RequestSeeds.Many("a")}}""",
            $$"""{{{RequestSeeds.Many("\"\\ud800\":0,")}}"access_token":"a"}""",
            $$$"""{"ref":{{{{RequestSeeds.Many("\"\\udc00\":0,")}}}"type":"user"}}"""),
        [.. "HTTP/1.1 420 Slow\r\n\r\n"u8, .. Enumerable.Repeat((byte)0xFF, 1_048_000)],
        [
            .. "HTTP/1.1 400 Bad\r\n\r\n{\"error\":\"e\",\"error_description\":\"\\n"u8,
            .. Enumerable.Repeat((byte)0xFF, 1_048_000),
            .. "\"}"u8,
        ],
    ];

    internal static IEnumerable<byte[]> Waits() => Text.Seeds(
        "Sun, 29 Nov 2026 09:15:00 GMT\n120\nSun, 29 Nov 2026 09:20:00 GMT\nYou have hit the rate limit. Please wait 300 seconds",
        "\nSunday, 29-Nov-26 09:20:00 GMT\n", "\nSun Nov 29 09:20:00 2026\nSun Nov  9 09:20:00 2026\n",
        "wait for 1 hour, 30 minutes and 5 secs",
        "wait 2 hrs or 90m or 7 s", "x\n-1\n+5\n1e3\n99999999999\nwait 999999999999 hours");
}

using System.Globalization;

namespace PodioOAuth.Functional.Serving;

/// <summary>The request being handled, with the instant and the randomness of its step. Creates the replies that complete it.</summary>
internal sealed record Call(ReceivedRequest Request, DateTimeOffset Now, Entropy Entropy)
{
    private const string Json = "application/json; charset=utf-8"; // PODIO 3.12

    internal PodioStep Refuse(PodioState state, Refusal refusal, string? wwwAuthenticate = null) =>
        new(state, Reply(refusal.Status, refusal.Render(Request)) with { WwwAuthenticate = wwwAuthenticate });

    internal PodioStep Grant(PodioState state, Token token) => Say(state, TokenReplyBody.Render(token));

    internal PodioStep Say(PodioState state, byte[] json) => new(state, Reply(200, json));

    internal PodioStep SayNothing(PodioState state) => new(state, Reply(204, []) with { ContentType = null });

    /// <summary>Redirects the browser.</summary>
    internal PodioStep SendTo(PodioState state, string location) =>
        new(state, Reply(302, []) with { ContentType = null, Location = location });

    /// <summary>Returns the same step with the rate limit in its reply's headers.</summary>
    internal static PodioStep WithLimit(PodioStep step, RateLimit? limit) => limit is null ? step : step with
    {
        Reply = step.Reply with
        {
            RateLimitLimit = limit.Limit.ToString(CultureInfo.InvariantCulture),
            RateLimitRemaining = limit.Remaining.ToString(CultureInfo.InvariantCulture),
        },
    };

    /// <summary>Replies as a gateway in front of Podio: Podio never saw the request and gave it no ID.</summary>
    internal PodioStep TurnAway(PodioState state, HttpReply reply) => new(state, reply with { Date = Date });

    private string Date => Now.ToString("r", CultureInfo.InvariantCulture);

    private HttpReply Reply(int status, byte[] body) => new(status, Json, body) { RequestId = Entropy.RequestId(), Date = Date };
}

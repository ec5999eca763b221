using System.Globalization;

namespace PodioOAuth.Functional;

/// <summary>One request in hand, with the instant and the randomness of its step; makes the replies that end it.</summary>
internal sealed record Call(ReceivedRequest Request, DateTimeOffset Now, Entropy Entropy)
{
    private const string Json = "application/json; charset=utf-8"; // PODIO 3.12

    internal PodioStep Refuse(PodioState state, Refusal refusal) =>
        new(state, Reply(refusal.Status, RefusalBody.Render(refusal, Request)));

    internal PodioStep Grant(PodioState state, Token token) => new(state, Reply(200, TokenReplyBody.Render(token)));

    /// <summary>A gateway before Podio answers: Podio never saw the request, and gives it no id.</summary>
    internal PodioStep TurnAway(PodioState state, HttpReply reply) => new(state, reply with { Date = Date });

    private string Date => Now.ToString("r", CultureInfo.InvariantCulture);

    private HttpReply Reply(int status, byte[] body) => new(status, Json, body) { RequestId = Entropy.RequestId(), Date = Date };
}

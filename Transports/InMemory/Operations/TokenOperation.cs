namespace PodioOAuth.Functional.Serving;

/// <summary><c>POST /oauth/token</c> and <c>/oauth/token/v2</c>: reads the request, checks the client, and continues with the
/// grant.</summary>
internal static class TokenOperation
{
    internal const string FormPath = "/oauth/token";
    internal const string JsonPath = "/oauth/token/v2";

    internal static PodioStep Run(PodioState state, Call call) => TokenRequest.Decode(call.Request).Match(
        Right: request => Authenticate(state, request, call),
        Left: error => UnreadableRequest.Answer(state, error, call));

    // The ID first, then the secret: 400 for both, never 401 (PODIO 4.4).
    private static PodioStep Authenticate(PodioState state, TokenRequest request, Call call) =>
        state.Clients[request.Client.ClientId] switch
        {
            null => call.Refuse(state, Refusal.InvalidClientId),
            var client => Count(state, client, request, call),
        };

    // Counted by client, whether or not the secret is correct: a limiter that counted only successes would allow guessing (PODIO 4.8, 7.6).
    private static PodioStep Count(PodioState state, RegisteredClient client, TokenRequest request, Call call)
    {
        var caller = new CallerKey(client.Credentials.ClientId, Reference: null);
        var counted = CallCounter.Count(state, caller, state.Settings.TokenRequestLimit, call.Now);
        return counted.Wait is { } wait
            ? call.Refuse(state, Refusal.RateLimited(wait))
            : CheckSecret(counted.State, client, request, call);
    }

    private static PodioStep CheckSecret(PodioState state, RegisteredClient client, TokenRequest request, Call call) =>
        client.Credentials.ClientSecret == request.Client.ClientSecret
            ? GrantExchange.Run(state, client, request.Grant, call)
            : call.Refuse(state, Refusal.InvalidClientSecret);
}

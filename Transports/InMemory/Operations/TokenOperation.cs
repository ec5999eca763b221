namespace PodioOAuth.Functional;

/// <summary><c>POST /oauth/token</c> and <c>/oauth/token/v2</c>: reads the request, checks the client, goes on to the grant.</summary>
internal static class TokenOperation
{
    internal const string FormPath = "/oauth/token";
    internal const string JsonPath = "/oauth/token/v2";

    internal static PodioStep Run(PodioState state, Call call) => TokenRequest.Decode(call.Request).Match(
        Right: request => Authenticate(state, request, call),
        Left: error => UnreadableRequest.Answer(state, ((InvalidInputError)error).Fields, call)); // Decode has no other error.

    // The id first, then the secret: 400 both, never 401 (PODIO 4.4).
    private static PodioStep Authenticate(PodioState state, TokenRequest request, Call call) =>
        state.Clients[request.Client.ClientId] switch
        {
            null => call.Refuse(state, Refusal.InvalidClientId),
            { Credentials.ClientSecret: var secret } when secret != request.Client.ClientSecret =>
                call.Refuse(state, Refusal.InvalidClientSecret),
            var client => Exchange(state, client, request.Grant, call),
        };

    private static PodioStep Exchange(PodioState state, RegisteredClient client, Grant grant, Call call) => grant.Match(
        authorizationCode: code => CodeExchange.Run(state, client, code, call),
        password: password => PasswordExchange.Run(state, client, password, call),
        app: app => AppExchange.Run(state, client, app, call),
        refreshToken: refreshToken => RefreshExchange.Run(state, client, refreshToken, call));
}

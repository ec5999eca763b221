namespace PodioOAuth.Functional;

/// <summary><c>GET /oauth/authorize</c> (PODIO 1.7, 1.8): the page where a user agrees, with the answer given beforehand.</summary>
/// <remarks>Podio has it on its web host, this server on its only one. What cannot be sent back safely is an error here (RFC 6749
/// §4.1.2.1); all else goes to the redirect URI.</remarks>
internal static class AuthorizeOperation
{
    internal const string Path = "/oauth/authorize";

    internal static PodioStep Run(PodioState state, Call call)
    {
        var query = AuthorizeQuery.Read(call.Request.Query);
        return query.Repeated is { } name ? call.Refuse(state, Refusal.InvalidRequest($"{name} was sent more than once."))
            : query.ClientId is null ? call.Refuse(state, Refusal.MissingClientParameter(FieldNames.ClientId))
            : state.Clients[query.ClientId] is not { } client ? call.Refuse(state, Refusal.InvalidClientId)
            : query.RedirectUri is not { } redirectUri ? call.Refuse(state, Refusal.MissingParameter(FieldNames.RedirectUri))
            : !CanReturnTo(client, redirectUri) ? call.Refuse(state, Refusal.UnknownRedirectUri)
            : state.ConsentNow is not { } consent ? call.Refuse(state, Refusal.NobodySignsIn)
            : consent.Match(
                agree: user => Agree(state, client, query, user.UserId, call),
                deny: _ => Return(state, query, AuthorizeReply.Denied, call));
    }

    private static PodioStep Agree(PodioState state, RegisteredClient client, AuthorizeQuery query, long userId, Call call) =>
        !AuthorizeScope.IsValid(query.Scope) ? Return(state, query, AuthorizeReply.InvalidScope, call)
        : query.ResponseType switch
        {
            AuthorizeQuery.Code => ReturnCode(state, client, query, userId, call),
            AuthorizeQuery.Token => ReturnToken(state, client, query, userId, call),
            _ => Return(state, query, AuthorizeReply.UnsupportedResponseType, call),
        };

    private static PodioStep ReturnCode(PodioState state, RegisteredClient client, AuthorizeQuery query, long userId, Call call)
    {
        var issued = state.IssueCode(client.Credentials.ClientId, userId, query.RedirectUri, call.Now, call.Entropy, query.Scope);
        return Return(issued.State, query, AuthorizeReply.Code(issued.Code), call);
    }

    private static PodioStep ReturnToken(PodioState state, RegisteredClient client, AuthorizeQuery query, long userId, Call call)
    {
        var scope = string.IsNullOrEmpty(query.Scope) ? PodioState.WholeScope : query.Scope;
        var granted = new IssuedGrant(client.Credentials.ClientId, TokenReference.User(userId), scope);
        var (after, token) = TokenIssue.First(state, granted, call);
        return Return(after, query, AuthorizeReply.Of(token), call);
    }

    private static PodioStep Return(PodioState state, AuthorizeQuery query, IEnumerable<(string Name, string Value)> parameters, Call call) =>
        call.SendTo(state, AuthorizeReply.Location(query, parameters));

    // Only web addresses: a browser must not be sent to a scheme that runs something.
    private static bool CanReturnTo(RegisteredClient client, string redirectUri) =>
        Registration.IsRedirectUri(redirectUri)
        && Uri.TryCreate(redirectUri, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && client.Allows(redirectUri);
}

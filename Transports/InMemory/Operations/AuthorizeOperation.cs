namespace PodioOAuth.Functional.Serving;

/// <summary><c>GET /oauth/authorize</c> (PODIO 1.7, 1.8): the page on which a user agrees, with the decision set beforehand.</summary>
/// <remarks>Podio serves it from its web host, this server from its only one. What can't be sent back safely is an error here (RFC 6749
/// §4.1.2.1); everything else goes to the redirect URI.</remarks>
internal static class AuthorizeOperation
{
    internal const string Path = "/oauth/authorize";

    // RFC 6749 §4.1.2.1: Podio's own errors aren't on record.
    private static readonly AuthorizationCallback InvalidScope = AuthorizationCallback.Rejected(
        new ServerCode("invalid_scope"), new ServerText("The scope is not one of Podio's."));

    private static readonly AuthorizationCallback UnsupportedResponseType = AuthorizationCallback.Rejected(
        new ServerCode("unsupported_response_type"), new ServerText("The response type is neither code nor token."));

    internal static PodioStep Run(PodioState state, Call call)
    {
        var query = AuthorizeQuery.Read(call.Request.RevealQuery());
        return RefusalOf(state, query) is { } refusal ? call.Refuse(state, refusal)
            : state.ConsentNow is not { } consent ? call.Refuse(state, Refusal.NobodySignsIn)
            : Return(query, call, state, consent.Match(
                agree: user => Agree(state, query, user.UserId, call),
                deny: _ => (state, AuthorizationCallback.Denied)));
    }

    /// <summary>Returns why the person can't be sent back to the client; null if that is possible, whatever the result.</summary>
    internal static Refusal? RefusalOf(PodioState state, AuthorizeQuery query) =>
        query.Repeated is { } name ? Refusal.InvalidRequest($"{name} was sent more than once.")
        : query.ClientId is null ? Refusal.MissingClientParameter(FieldNames.ClientId)
        : state.Clients[query.ClientId] is not { } client ? Refusal.InvalidClientId
        : query.RedirectUri is not { } redirectUri ? Refusal.MissingParameter(FieldNames.RedirectUri)
        : !CanReturnTo(client, redirectUri) ? Refusal.UnknownRedirectUri
        : null;

    private static (PodioState After, AuthorizationCallback Answer) Agree(
        PodioState state, AuthorizeQuery query, long userId, Call call) =>
        PodioScope.Parse(query.Scope).IsLeft ? (state, InvalidScope)
        : query.ResponseType switch
        {
            AuthorizeQuery.Code => GrantCode(state, query, userId, call),
            AuthorizeQuery.Token => GrantToken(state, query, userId, call),
            _ => (state, UnsupportedResponseType),
        };

    private static (PodioState After, AuthorizationCallback Answer) GrantCode(
        PodioState state, AuthorizeQuery query, long userId, Call call)
    {
        var issued = state.IssueCode(query.ClientId!, userId, query.RedirectUri, call.Now, call.Entropy, query.Scope);
        return (issued.State, AuthorizationCallback.GrantedCode(issued.Code));
    }

    private static (PodioState After, AuthorizationCallback Answer) GrantToken(
        PodioState state, AuthorizeQuery query, long userId, Call call)
    {
        var scope = string.IsNullOrEmpty(query.Scope) ? PodioState.WholeScope : query.Scope;
        var granted = new IssuedGrant(query.ClientId!, TokenReference.User(userId), scope);
        var (after, token) = TokenIssue.First(state, granted, call);
        return (after, AuthorizationCallback.GrantedToken(token));
    }

    // A result that can't be written, because something in the request is too long for it, changes nothing.
    private static PodioStep Return(
        AuthorizeQuery query, Call call, PodioState before, (PodioState After, AuthorizationCallback Answer) end) =>
        end.Answer.ToRedirect(query.RedirectUri, query.State, query.Answered).Match(
            Right: location => call.SendTo(end.After, location),
            Left: error => call.Refuse(before, Refusal.InvalidRequest(error.Describe())));

    // Only web addresses: a browser must not be sent to a scheme that runs something.
    private static bool CanReturnTo(RegisteredClient client, string redirectUri) =>
        Registration.IsRedirectUri(redirectUri)
        && Uri.TryCreate(redirectUri, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && client.Allows(redirectUri);
}

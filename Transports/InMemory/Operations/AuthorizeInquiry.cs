namespace PodioOAuth.Functional.Serving;

// AuthorizeInquiry = Refused (refusal) | Asked (question) | Answered      the last where both members are null

/// <summary>The page to show to a person who opens the authorize page in a browser.</summary>
/// <param name="Refusal">Why the person can't be sent back to the client (RFC 6749 §4.1.2.1), or null.</param>
/// <param name="Question">The question for the person, or null. If there is no refusal either, there is nothing to ask: the person's
/// decision was set beforehand, or the result is an error that the client has to see.</param>
internal sealed record AuthorizeInquiry(Refusal? Refusal, AuthorizeQuestion? Question)
{
    private static readonly AuthorizeInquiry Answered = new(Refusal: null, Question: null);

    internal static AuthorizeInquiry Of(PodioState state, string query)
    {
        var asked = AuthorizeQuery.Read(query);
        return AuthorizeOperation.RefusalOf(state, asked) is { } refusal ? new(refusal, Question: null)
            : state.Consent is not null || asked.ResponseType is not (AuthorizeQuery.Code or AuthorizeQuery.Token) ? Answered
            : state.Users.Count == 0 ? new(Refusal.NobodySignsIn, Question: null)
            : PodioScope.Parse(asked.Scope).Match(Right: scope => Ask(state, asked, scope), Left: _ => Answered);
    }

    private static AuthorizeInquiry Ask(PodioState state, AuthorizeQuery asked, PodioScope scope) => new(
        Refusal: null,
        new AuthorizeQuestion(
            asked.ClientId!, new Uri(asked.RedirectUri!), scope, asked.ResponseType == AuthorizeQuery.Token, UsersOf(state)));

    private static IReadOnlyList<AuthorizeUser> UsersOf(PodioState state) =>
    [
        .. state.Users.Values
            .GroupBy(user => user.Id, user => user.Username)
            .OrderBy(user => user.Key)
            .Select(user => new AuthorizeUser(user.Key, string.Join(", ", user.Order(StringComparer.Ordinal)))),
    ];
}

/// <summary>The question for a person: whether to grant the client access, and as which user.</summary>
/// <param name="ClientId">The client. Podio shows a name here, but this server knows none.</param>
/// <param name="RedirectUri">Where the person is sent back to.</param>
/// <param name="Scope">The requested scope.</param>
/// <param name="HandsOverToken">Whether the client gets a token at once, in the browser (PODIO 1.11), rather than a code.</param>
/// <param name="Users">The users who may sign in: at least one.</param>
internal sealed record AuthorizeQuestion(
    string ClientId, Uri RedirectUri, PodioScope Scope, bool HandsOverToken, IReadOnlyList<AuthorizeUser> Users);

/// <summary>A user who may sign in.</summary>
/// <param name="Id">The user ID.</param>
/// <param name="Names">The user's email addresses.</param>
internal sealed record AuthorizeUser(long Id, string Names);

using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>A login that can be served without further checks between two times.</summary>
/// <param name="login">The login.</param>
/// <param name="until">The end of that time; it starts with the login's own.</param>
internal sealed class Snapshot(SavedLogin login, DateTimeOffset until)
{
    internal SavedLogin Login => login;

    internal DateTimeOffset From => login.RequestedAt;

    internal DateTimeOffset Until => until;

    /// <summary>The completed task that every caller gets: one for all, so that serving allocates nothing.</summary>
    internal Task<Either<TokenSourceError, Token>> Answer { get; } = Task.FromResult<Either<TokenSourceError, Token>>(login.Token);
}

using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>A login that may be served without a further look, while the clock stands between two instants.</summary>
/// <param name="login">The login.</param>
/// <param name="until">Before this instant; from the login's own on.</param>
internal sealed class Snapshot(SavedLogin login, DateTimeOffset until)
{
    internal SavedLogin Login => login;

    internal DateTimeOffset From => login.RequestedAt;

    internal DateTimeOffset Until => until;

    /// <summary>The completed task that every caller is given: one for all, so that serving costs nothing.</summary>
    internal Task<Either<TokenSourceError, Token>> Answer { get; } = Task.FromResult<Either<TokenSourceError, Token>>(login.Token);
}

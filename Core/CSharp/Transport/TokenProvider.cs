using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>Gives a token that is good now, or says why there is none: what code that calls Podio depends on. A token source is
/// one.</summary>
/// <param name="cancellationToken">Cancels the caller's wait, and nothing else.</param>
public delegate Task<Either<TokenSourceError, Token>> TokenProvider(CancellationToken cancellationToken);

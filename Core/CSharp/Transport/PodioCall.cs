using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>A call of Podio's API as a function, with its token taken care of: for code that should not name an Either, such as F#.</summary>
/// <typeparam name="T">What the call gives.</typeparam>
/// <param name="cancellationToken">Cancels; that ends in an <see cref="OperationCanceledException"/>.</param>
public delegate Task<Either<TokenSourceError, T>> PodioCall<T>(CancellationToken cancellationToken);

using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>Sends a request and returns the reply, or the reason why there is none. The library's only I/O.</summary>
/// <remarks>
/// <para>A transport knows nothing of OAuth: it validates, parses, retries and decides nothing. Any status is a reply, not an error. It
/// returns <see cref="OAuthError.Unreachable"/> if no complete reply arrived, including after a timeout, and throws only
/// <see cref="OperationCanceledException"/> for the caller's own cancellation.</para>
/// <para>It follows no redirects and sends the body once, only over https or over http to loopback. It sends <c>Accept:
/// application/json</c> and <c>Accept-Language: en</c> (the wait of a rate limit is read from the description, PODIO 7.13), limits time and
/// size, and returns the reply's headers. You can start with a lambda; the Testing package's contract reports what it lacks.</para>
/// </remarks>
/// <param name="request">The request to send by <c>POST</c>.</param>
/// <param name="cancellationToken">Cancels the caller's wait.</param>
public delegate Task<Either<OAuthError, HttpReply>> Transport(FormRequest request, CancellationToken cancellationToken);

/// <summary>Requests a token and returns it, or the reason why there is none: a transport with Core around it. Decorators wrap
/// it.</summary>
/// <param name="request">The request. It can be invalid; then nothing is sent.</param>
/// <param name="cancellationToken">Cancels the caller's wait.</param>
public delegate Task<Either<OAuthError, Token>> TokenExchange(TokenRequest request, CancellationToken cancellationToken);

/// <summary>Returns a token that is valid now, or the reason why there is none. Code that calls Podio depends on this delegate; a token
/// source is one.</summary>
/// <param name="cancellationToken">Cancels the caller's wait, and nothing else.</param>
public delegate Task<Either<TokenSourceError, Token>> TokenProvider(CancellationToken cancellationToken);

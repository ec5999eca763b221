using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>Sends a request and gives the reply, or says why there is none. The library's only I/O.</summary>
/// <remarks>
/// <para>A transport about OAuth validates nothing, parses nothing, retries nothing and decides nothing. Any status is a reply, not an
/// error. It returns <see cref="OAuthError.Unreachable"/> where no whole reply came, a timeout included, and throws only
/// <see cref="OperationCanceledException"/> for the caller's own cancellation.</para>
/// <para>It follows no redirect, sends the body once, and over https or over http to loopback alone. It asks for
/// <c>Accept: application/json</c> and <c>Accept-Language: en</c> (the wait of a rate limit is read from prose, PODIO 7.13), bounds time
/// and size, and hands over the reply's headers. A lambda will do to begin with; the Testing package's contract says what one lacks.</para>
/// </remarks>
/// <param name="request">What to send, by <c>POST</c>.</param>
/// <param name="cancellationToken">Cancels the caller's wait.</param>
public delegate Task<Either<OAuthError, HttpReply>> Transport(FormRequest request, CancellationToken cancellationToken);

/// <summary>Asks for a token and gives it, or says why there is none: a transport with Core around it. What decorators wrap.</summary>
/// <param name="request">The request. It may be invalid; then nothing is sent.</param>
/// <param name="cancellationToken">Cancels the caller's wait.</param>
public delegate Task<Either<OAuthError, Token>> TokenExchange(TokenRequest request, CancellationToken cancellationToken);

/// <summary>Gives a token that is good now, or says why there is none: what code that calls Podio depends on. A token source is
/// one.</summary>
/// <param name="cancellationToken">Cancels the caller's wait, and nothing else.</param>
public delegate Task<Either<TokenSourceError, Token>> TokenProvider(CancellationToken cancellationToken);

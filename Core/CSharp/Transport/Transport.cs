using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>Sends a request and gives the reply, or says why there is none. The library's only I/O.</summary>
/// <remarks>
/// <para>A transport about OAuth validates nothing, parses nothing, retries nothing and decides nothing. Any status is a reply, not an error.
/// It returns <see cref="OAuthError.Unreachable"/> where no whole reply came, a timeout included, and throws only
/// <see cref="OperationCanceledException"/> for the caller's own cancellation.</para>
/// <para>It follows no redirect, and sends over https, or over http to loopback alone. A lambda will do: see the README.</para>
/// </remarks>
/// <param name="request">What to send, by <c>POST</c>.</param>
/// <param name="cancellationToken">Cancels the caller's wait.</param>
public delegate Task<Either<OAuthError, HttpReply>> Transport(FormRequest request, CancellationToken cancellationToken);

/// <summary>Asks for a token and gives it, or says why there is none: a transport with Core around it. What decorators wrap.</summary>
/// <param name="request">The request. It may be invalid; then nothing is sent.</param>
/// <param name="cancellationToken">Cancels the caller's wait.</param>
public delegate Task<Either<OAuthError, Token>> TokenExchange(TokenRequest request, CancellationToken cancellationToken);

using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>The composition of a transport with the pure core: encode, send, parse.</summary>
public static class TransportExtensions
{
    private const string Origin = "The transport returned";

    /// <summary>Encodes the request, sends it and parses the reply. The request's own secrets are cut out of any text of the
    /// server's.</summary>
    /// <param name="podio">The transport.</param>
    /// <param name="request">The request. If it is invalid nothing is sent.</param>
    /// <param name="cancellationToken">Cancels; that ends in an <see cref="OperationCanceledException"/>, never in an error value.</param>
    /// <exception cref="ArgumentNullException"><paramref name="podio"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The transport returned a null task or <c>default(Either)</c>: a bug of the
    /// transport's.</exception>
    public static Task<Either<OAuthError, Token>> RequestTokenAsync(
        this Transport podio, TokenRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(podio);
        return SendAsync(podio, TokenRequest.Encode(request), request, cancellationToken);
    }

    /// <summary>Answers the challenge of a <see cref="SecondFactorRequiredError"/> (PODIO 3.8): the reply is the token.</summary>
    /// <param name="podio">The transport.</param>
    /// <param name="request">The request, by <see cref="SecondFactorChallenge.WithOneTimeCode"/>. If it is invalid nothing is sent.</param>
    /// <param name="cancellationToken">Cancels; that ends in an <see cref="OperationCanceledException"/>, never in an error value.</param>
    /// <exception cref="ArgumentNullException"><paramref name="podio"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The transport returned a null task or <c>default(Either)</c>: a bug of the
    /// transport's.</exception>
    public static Task<Either<OAuthError, Token>> VerifySecondFactorAsync(
        this Transport podio, SecondFactorRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(podio);
        return SendAsync(podio, SecondFactorRequest.Encode(request), request, cancellationToken);
    }

    /// <summary>The same as a delegate, for decorators and for code that should not know of transports.</summary>
    /// <param name="podio">The transport.</param>
    /// <exception cref="ArgumentNullException"><paramref name="podio"/> is null.</exception>
    public static TokenExchange ToTokenExchange(this Transport podio)
    {
        ArgumentNullException.ThrowIfNull(podio);
        return podio.RequestTokenAsync;
    }

    /// <summary>Returns the task, unless it is null: for whoever calls a delegate that somebody else wrote.</summary>
    /// <remarks>A null task is a bug of the delegate, not a failure: no caller could do anything about an error value.</remarks>
    /// <typeparam name="TTask">The type of the task.</typeparam>
    /// <param name="answer">What the delegate returned.</param>
    /// <param name="origin">Where it came from, such as <c>The transport returned</c>: how the exception's message begins.</param>
    /// <exception cref="InvalidOperationException">The task is null.</exception>
    public static TTask AnswerOf<TTask>(TTask? answer, string origin)
        where TTask : Task => answer ?? throw new InvalidOperationException($"{origin} a null task instead of an answer.");

    /// <summary>Returns the value, unless it is neither left nor right: a bug of the delegate that answered it.</summary>
    /// <typeparam name="TLeft">The error.</typeparam>
    /// <typeparam name="TRight">The value.</typeparam>
    /// <param name="answer">What the delegate answered.</param>
    /// <param name="origin">Where it came from, such as <c>The transport returned</c>: how the exception's message begins.</param>
    /// <exception cref="InvalidOperationException">The value is <c>default(Either)</c>.</exception>
    public static Either<TLeft, TRight> AnswerOf<TLeft, TRight>(Either<TLeft, TRight> answer, string origin) => answer.IsBottom
        ? throw new InvalidOperationException($"{origin} default(Either) instead of an answer.")
        : answer;

    // The request goes along for the rare reply that may quote it.
    private static async Task<Either<OAuthError, Token>> SendAsync(
        Transport podio, Either<OAuthError, FormRequest> encoded, IHasSecrets request, CancellationToken cancellationToken)
    {
        if (encoded.IsLeft)
        {
            return (OAuthError)encoded;
        }

        var reply = await AnswerOf(podio((FormRequest)encoded, cancellationToken), Origin).ConfigureAwait(false);
        var parsed = AnswerOf(reply, Origin).Bind(TokenReply.Parse);
        return parsed.IsLeft ? ((OAuthError)parsed).Without(request) : ((Token)parsed).Without(request);
    }
}

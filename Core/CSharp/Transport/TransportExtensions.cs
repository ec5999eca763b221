using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>Composes a transport with the pure core: encode, send, parse.</summary>
public static class TransportExtensions
{
    private const string Origin = "The transport returned";

    /// <summary>Encodes the request, sends it and parses the reply. The request's own secrets are removed from any text of the
    /// server's.</summary>
    /// <param name="podio">The transport.</param>
    /// <param name="request">The request. If it is invalid, nothing is sent.</param>
    /// <param name="cancellationToken">Cancels the request, which throws <see cref="OperationCanceledException"/> and never returns an
    /// error.</param>
    /// <exception cref="InvalidOperationException">The transport returned a null task or <c>default(Either)</c>, which is a bug in the
    /// transport.</exception>
    public static Task<Either<OAuthError, Token>> RequestTokenAsync(
        this Transport podio, TokenRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(podio);
        return SendAsync(podio, TokenRequest.Encode(request), request, cancellationToken);
    }

    /// <summary>Answers the challenge of a <see cref="SecondFactorRequiredError"/> (PODIO 3.8): the reply contains the token.</summary>
    /// <param name="podio">The transport.</param>
    /// <param name="request">The request, from <see cref="SecondFactorChallenge.WithOneTimeCode"/>. If it is invalid, nothing is
    /// sent.</param>
    /// <param name="cancellationToken">Cancels the request, which throws <see cref="OperationCanceledException"/> and never returns an
    /// error.</param>
    /// <exception cref="InvalidOperationException">The transport returned a null task or <c>default(Either)</c>, which is a bug in the
    /// transport.</exception>
    public static Task<Either<OAuthError, Token>> VerifySecondFactorAsync(
        this Transport podio, SecondFactorRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(podio);
        return SendAsync(podio, SecondFactorRequest.Encode(request), request, cancellationToken);
    }

    /// <summary>Returns the same operation as a delegate, for decorators and for code that shouldn't know about transports.</summary>
    public static TokenExchange ToTokenExchange(this Transport podio)
    {
        ArgumentNullException.ThrowIfNull(podio);
        return podio.RequestTokenAsync;
    }

    /// <summary>Returns the task unless it is null. For callers of a delegate that someone else wrote.</summary>
    /// <remarks>A null task is a bug in the delegate, not a failure: no caller could handle it as an error value.</remarks>
    /// <typeparam name="TTask">The type of the task.</typeparam>
    /// <param name="answer">The return value of the delegate.</param>
    /// <param name="origin">The beginning of the exception's message, such as <c>The transport returned</c>.</param>
    /// <exception cref="InvalidOperationException">The task is null.</exception>
    public static TTask AnswerOf<TTask>(TTask? answer, string origin)
        where TTask : Task => answer ?? throw new InvalidOperationException($"{origin} a null task.");

    /// <summary>Returns the value unless it is neither left nor right, which is a bug in the delegate that returned it.</summary>
    /// <typeparam name="TLeft">The error.</typeparam>
    /// <typeparam name="TRight">The value.</typeparam>
    /// <param name="answer">The return value of the delegate.</param>
    /// <param name="origin">The beginning of the exception's message, such as <c>The transport returned</c>.</param>
    /// <exception cref="InvalidOperationException">The value is <c>default(Either)</c>.</exception>
    public static Either<TLeft, TRight> AnswerOf<TLeft, TRight>(Either<TLeft, TRight> answer, string origin) => answer.IsBottom
        ? throw new InvalidOperationException($"{origin} default(Either).")
        : answer;

    // Apart from what waits, because an asynchronous method keeps whatever it is given until its end.
    private static Task<Either<OAuthError, Token>> SendAsync(
        Transport podio, Either<OAuthError, FormRequest> encoded, IHasSecrets request, CancellationToken cancellationToken)
    {
        if (encoded.IsLeft)
        {
            return Task.FromResult<Either<OAuthError, Token>>((OAuthError)encoded);
        }

        try
        {
            return ParseAsync(AnswerOf(podio((FormRequest)encoded, cancellationToken), Origin), request);
        }
        catch (Exception exception)
        {
            // Awaited, so that a cancellation cancels the task instead of failing it.
            return ParseAsync(Task.FromException<Either<OAuthError, HttpReply>>(exception), request);
        }
    }

    // The request is passed along for the rare reply that may quote it.
    private static async Task<Either<OAuthError, Token>> ParseAsync(Task<Either<OAuthError, HttpReply>> reply, IHasSecrets request)
    {
        var parsed = AnswerOf(await reply.ConfigureAwait(false), Origin).Bind(TokenReply.Parse);
        return parsed.IsLeft ? ((OAuthError)parsed).Without(request) : ((Token)parsed).Without(request);
    }
}

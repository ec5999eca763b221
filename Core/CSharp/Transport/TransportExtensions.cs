using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>The composition of a transport with the pure core: encode, send, parse.</summary>
public static class TransportExtensions
{
    /// <summary>Encodes the request, sends it and parses the reply. The request's own secrets are cut out of any text of the server's.</summary>
    /// <param name="podio">The transport.</param>
    /// <param name="request">The request. If it is invalid nothing is sent.</param>
    /// <param name="cancellationToken">Cancels; that ends in an <see cref="OperationCanceledException"/>, never in an error value.</param>
    /// <exception cref="ArgumentNullException"><paramref name="podio"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The transport returned a null task or <c>default(Either)</c>: a bug of the transport's.</exception>
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
    /// <exception cref="InvalidOperationException">The transport returned a null task or <c>default(Either)</c>: a bug of the transport's.</exception>
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

    // The request goes along for the rare reply that may quote it.
    private static async Task<Either<OAuthError, Token>> SendAsync(
        Transport podio, Either<OAuthError, FormRequest> encoded, IHasSecrets request, CancellationToken cancellationToken)
    {
        if (encoded.IsLeft)
        {
            return (OAuthError)encoded;
        }

        var reply = await Answer.Of(podio((FormRequest)encoded, cancellationToken), "transport").ConfigureAwait(false);
        var parsed = Answer.Of(reply, "transport").Bind(TokenReply.Parse);
        return parsed.IsLeft ? ((OAuthError)parsed).Without(request) : ((Token)parsed).Without(request);
    }
}

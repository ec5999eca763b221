namespace PodioOAuth.Functional;

/// <summary>A call was not sent, or not sent again, because there is no token for it, or because its user's rate limit lasts for longer
/// than <see cref="PodioTokenHandlerOptions.HoldBack"/> (a <see cref="CoolingDownError"/> too).</summary>
/// <remarks>It is no <see cref="HttpRequestException"/>: resilience handlers repeat those and count them against the whole client, and one
/// person who has to sign in would open the circuit for everybody. So catch both around a call: this one says that nothing was sent, and
/// <see cref="Error"/> why.</remarks>
public sealed class TokenUnavailableException : Exception
{
    /// <summary>Says why.</summary>
    /// <param name="error">Why there is no token.</param>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is null.</exception>
    public TokenUnavailableException(TokenSourceError error)
        : base((error ?? throw new ArgumentNullException(nameof(error))).Describe()) => Error = error;

    /// <summary>Why there is no token. No secret is in it.</summary>
    public TokenSourceError Error { get; }
}

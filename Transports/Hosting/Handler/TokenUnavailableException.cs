namespace PodioOAuth.Functional;

/// <summary>A call was not sent, or not sent again, because there is no token for it, or because its user's rate limit lasts for longer
/// than <see cref="PodioTokenHandlerOptions.HoldBack"/> (a <see cref="CoolingDownError"/> too).</summary>
public sealed class TokenUnavailableException : HttpRequestException
{
    /// <summary>Says why.</summary>
    /// <param name="error">Why there is no token.</param>
    /// <exception cref="ArgumentNullException"><paramref name="error"/> is null.</exception>
    public TokenUnavailableException(TokenSourceError error)
        : base((error ?? throw new ArgumentNullException(nameof(error))).Describe()) => Error = error;

    /// <summary>Why there is no token. No secret is in it.</summary>
    public TokenSourceError Error { get; }
}

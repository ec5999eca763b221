namespace PodioOAuth.Functional;

/// <summary>The exception for a call that wasn't sent, or not sent again, because there is no token for it, or because its user's rate
/// limit lasts longer than <see cref="PodioTokenHandlerOptions.HoldBack"/> (also a <see cref="CoolingDownError"/>).</summary>
/// <remarks>It isn't an <see cref="HttpRequestException"/>: resilience handlers retry those and count them against the whole client, so one
/// person who has to sign in would open the circuit for everyone. Catch both around a call: this one means that nothing was sent, and
/// <see cref="Error"/> states the reason.</remarks>
public sealed class TokenUnavailableException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="error">The reason why there is no token.</param>
    public TokenUnavailableException(TokenSourceError error)
        : base((error ?? throw new ArgumentNullException(nameof(error))).Describe()) => Error = error;

    /// <summary>Gets the reason why there is no token. Contains no secret.</summary>
    public TokenSourceError Error { get; }
}

using PodioOAuth.Functional;

namespace PodioToken.Reports;

/// <summary>Tells how an exchange ended. Never a token, nor any other secret.</summary>
internal interface IReport
{
    /// <summary>Where Podio is, once that is known: an error that met nobody there names it.</summary>
    PodioEndpoint? Endpoint { set; }

    /// <summary>It ended before or after the exchange, by a fault of this side. Gives the exit code.</summary>
    /// <param name="code">The exit code.</param>
    /// <param name="message">Why, in a sentence.</param>
    int Ended(int code, string message);

    /// <summary>A token was granted.</summary>
    /// <param name="token">The token to go on with.</param>
    /// <param name="file">Where it was saved, or null.</param>
    void Granted(Token token, string? file);

    /// <summary>No token was granted.</summary>
    /// <param name="error">Why.</param>
    /// <param name="grant">What was asked with: the advice depends on it.</param>
    void Failed(OAuthError error, Grant grant);
}

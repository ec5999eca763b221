using PodioOAuth.Functional;

namespace PodioToken.Reports;

/// <summary>Reports how an exchange ended. Never prints a token or another secret.</summary>
internal interface IReport
{
    /// <summary>The endpoint, once it is known, which an error names if the host wasn't reached.</summary>
    PodioEndpoint? Endpoint { set; }

    /// <summary>Reports a local failure before or after the exchange. Returns the exit code.</summary>
    /// <param name="code">The exit code.</param>
    /// <param name="message">Why, in a sentence.</param>
    int Ended(int code, string message);

    /// <summary>A token was granted.</summary>
    /// <param name="token">The token to use from now on.</param>
    /// <param name="file">Where it was saved, or null.</param>
    void Granted(Token token, string? file);

    /// <summary>No token was granted.</summary>
    /// <param name="error">Why.</param>
    /// <param name="grant">The grant that was sent, which the advice depends on.</param>
    void Failed(OAuthError error, Grant grant);
}

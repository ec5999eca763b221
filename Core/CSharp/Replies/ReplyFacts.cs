namespace PodioOAuth.Functional;

/// <summary>What is worth keeping of the reply that an error was made from.</summary>
/// <param name="Status">The HTTP status code.</param>
public sealed record ReplyFacts(int Status)
{
    /// <summary>Podio's request id, for its support (PODIO 3.13), or null.</summary>
    public ServerCode? RequestId { get; init; }

    /// <summary>When to come back, as far as the reply said.</summary>
    public RetryAfter RetryAfter { get; init; } = RetryAfter.Unknown;

    /// <summary>The <c>error</c> parameter of the <c>WWW-Authenticate</c> header (PODIO 4.12), or null.</summary>
    public ServerCode? AuthenticateError { get; init; }

    /// <summary>The rate limit headers, where both are there and readable, or null.</summary>
    public RateLimit? RateLimit { get; init; }

    internal ReplyFacts Without(SecretScrubber secrets) => this with
    {
        RequestId = RequestId?.Without(secrets),
        AuthenticateError = AuthenticateError?.Without(secrets),
    };
}

namespace PodioOAuth.Functional;

/// <summary>An access or refresh token: the number of its grant, and the instant from which on it is refused.</summary>
internal sealed record IssuedToken(long Grant, DateTimeOffset ExpiresAt)
{
    internal bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;
}

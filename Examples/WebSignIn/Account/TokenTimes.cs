using PodioOAuth.Functional;

namespace WebSignIn.Account;

/// <summary>When a token ends, and from when on it is renewed, by the clock that says what time it is now.</summary>
public sealed record TokenTimes(DateTimeOffset Now, DateTimeOffset? Expires, DateTimeOffset? Renews)
{
    internal static TokenTimes Of(TokenSource source, TimeProvider time) => new(time.GetUtcNow(), source.ExpiresAt, source.RenewsAt);
}

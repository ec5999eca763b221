using PodioOAuth.Functional;

namespace WebSignIn.Account;

/// <summary>When a token expires and is renewed, and the current time of the same clock.</summary>
public sealed record TokenTimes(DateTimeOffset Now, DateTimeOffset? Expires, DateTimeOffset? Renews)
{
    internal static TokenTimes Of(TokenSource source, TimeProvider time) => new(time.GetUtcNow(), source.ExpiresAt, source.RenewsAt);
}

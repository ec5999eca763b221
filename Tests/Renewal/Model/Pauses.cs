namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>How long whoever failed asks for nothing.</summary>
internal static class Pauses
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UnnamedLimit = TimeSpan.FromHours(1);

    /// <summary>Half a minute, or as long as Podio says; an hour after a limit whose end it does not say.</summary>
    internal static CoolDown After(OAuthError error, DateTimeOffset now, bool isServerHeard = true)
    {
        var named = isServerHeard || error is RateLimitedError ? error.Facts?.RetryAfter.WaitFrom(repliedAt: now, now) : null;
        var wait = named ?? (error is RateLimitedError ? UnnamedLimit : Least);
        return CoolDown.From(now, wait > Least ? wait : Least);
    }
}

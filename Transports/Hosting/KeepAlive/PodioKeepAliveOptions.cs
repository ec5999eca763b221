namespace PodioOAuth.Functional;

/// <summary>When refresh tokens are renewed that nobody uses: <see cref="PodioOAuthBuilder.KeepAlive"/>.</summary>
public sealed class PodioKeepAliveOptions
{
    internal const string Rule = "RenewAfter has to be above zero and below 28 days, and Interval above zero and no longer than a day";

    /// <summary>How old the last renewal has to be. 14 days: half of the 28 that a refresh token lives. So Podio, the store or the
    /// application may be down for two weeks without the loss of a login, and each login costs two requests a month.</summary>
    public TimeSpan RenewAfter { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How long it is from one look to the next: an hour, and up to a tenth more, so that many machines do not look at
    /// once.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);

    internal bool AreUsable => RenewAfter > TimeSpan.Zero && RenewAfter < TimeSpan.FromDays(28)
        && Interval > TimeSpan.Zero && Interval <= TimeSpan.FromDays(1);
}

namespace PodioOAuth.Functional;

/// <summary>A period during which nothing is sent to Podio: after a rate limit, a failed renewal, or a new token that was
/// rejected.</summary>
/// <remarks>It tolerates clock changes: if more than twice its length would remain, the clock was set back, and the cool-down has
/// ended.</remarks>
/// <param name="Since">When it began.</param>
/// <param name="Until">The first instant at which a request may be sent again.</param>
internal sealed record CoolDown(DateTimeOffset Since, DateTimeOffset Until)
{
    /// <summary>Returns whether the cool-down is active.</summary>
    internal bool Runs(DateTimeOffset now) => now < Until && Since - now <= Until - Since;

    /// <summary>Creates a cool-down with a start and a length. Saturates.</summary>
    internal static CoolDown From(DateTimeOffset since, TimeSpan length) => new(since, Instants.Add(since, length));

    /// <summary>Returns the same cool-down limited to a maximum length: a policy applies it to a cool-down that was created under another
    /// policy or none.</summary>
    internal CoolDown AtMost(TimeSpan longest) => From(Since, Instants.Min(Until - Since, longest));

    /// <summary>Returns the active cool-down that ends later; null if neither is active. One that has ended never hides a new one, however
    /// far its end is ahead of a clock that was set back.</summary>
    internal static CoolDown? Later(CoolDown? left, CoolDown? right, DateTimeOffset now) =>
        left?.Runs(now) != true ? (right?.Runs(now) == true ? right : null)
        : right?.Runs(now) == true && right.Until > left.Until ? right
        : left;

    /// <summary>Like <see cref="Later"/>, but if neither is active, returns the one that ended last: its length determines the length of
    /// the next.</summary>
    internal static CoolDown? Last(CoolDown? left, CoolDown? right, DateTimeOffset now) =>
        Later(left, right, now) ?? (left is null || right?.Until > left.Until ? right : left);
}

namespace PodioOAuth.Functional;

/// <summary>A time in which Podio is asked for nothing: after a rate limit, a failed renewal, or a new token that was refused.</summary>
/// <remarks>It survives a clock that jumps: when more than twice its length would be left, the clock was set back, and it has
/// ended.</remarks>
/// <param name="Since">When it began.</param>
/// <param name="Until">The first instant at which something may be asked again.</param>
internal sealed record CoolDown(DateTimeOffset Since, DateTimeOffset Until)
{
    /// <summary>Whether it runs.</summary>
    internal bool Runs(DateTimeOffset now) => now < Until && Since - now <= Until - Since;

    /// <summary>From an instant on, for so long. Saturates.</summary>
    internal static CoolDown From(DateTimeOffset since, TimeSpan length) => new(since, Instants.Add(since, length));

    /// <summary>Of those that run, the one that ends later; null where none does. One that ended is no match for a new one, however far its
    /// end lies ahead of a clock that was set back.</summary>
    internal static CoolDown? Later(CoolDown? left, CoolDown? right, DateTimeOffset now) =>
        left?.Runs(now) != true ? (right?.Runs(now) == true ? right : null)
        : right?.Runs(now) == true && right.Until > left.Until ? right
        : left;
}

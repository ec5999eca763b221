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

    /// <summary>The same from its beginning on, and no longer than this: a policy's say over one that was made under another, or before
    /// there was any.</summary>
    internal CoolDown AtMost(TimeSpan longest) => From(Since, Instants.Min(Until - Since, longest));

    /// <summary>Of those that run, the one that ends later; null where none does. One that ended is no match for a new one, however far its
    /// end lies ahead of a clock that was set back.</summary>
    internal static CoolDown? Later(CoolDown? left, CoolDown? right, DateTimeOffset now) =>
        left?.Runs(now) != true ? (right?.Runs(now) == true ? right : null)
        : right?.Runs(now) == true && right.Until > left.Until ? right
        : left;

    /// <summary>As <see cref="Later"/>, but where none runs the one that ended last: its length says how long the next one has to
    /// be.</summary>
    internal static CoolDown? Last(CoolDown? left, CoolDown? right, DateTimeOffset now) =>
        Later(left, right, now) ?? (left is null || right?.Until > left.Until ? right : left);
}

namespace PodioOAuth.Functional;

/// <summary>A time in which nothing is asked: after a rate limit or a failed renewal.</summary>
/// <remarks>It survives a clock that jumps: when more than twice its length would be left, the clock was set back, and it has ended.</remarks>
/// <param name="Since">When it began.</param>
/// <param name="Until">The first instant at which something may be asked again.</param>
public sealed record Hold(DateTimeOffset Since, DateTimeOffset Until)
{
    /// <summary>Whether it runs.</summary>
    /// <param name="now">The instant of asking.</param>
    public bool Runs(DateTimeOffset now) => now < Until && Since - now <= Until - Since;

    /// <summary>From an instant on, for so long. Saturates.</summary>
    public static Hold From(DateTimeOffset since, TimeSpan length) => new(since, Instants.Add(since, length));

    /// <summary>The one that ends later; null where there is none.</summary>
    public static Hold? Later(Hold? left, Hold? right) => left is null || right?.Until > left.Until ? right : left;
}

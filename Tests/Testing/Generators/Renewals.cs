using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>Generates logins and policies whose instants are close together, so that margins overlap.</summary>
internal static class Renewals
{
    private static readonly DateTimeOffset Noon = new(2026, 8, 11, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Mostly within a day of one noon, to the tick; otherwise anywhere, including the minimum and maximum.</summary>
    internal static Gen<DateTimeOffset> Instant { get; } = Gen.Frequency(
        (6, Gen.Choose(-86_400, 86_400).Select(seconds => Noon.AddSeconds(seconds))),
        (2, Gen.Choose(-10_000_000, 10_000_000).Select(ticks => Noon.AddTicks(ticks))),
        (1, Errors.Instant));

    internal static Gen<SavedLogin> Login { get; } =
        from token in Tokens.All
        from requestedAt in Instant
        select new SavedLogin(token, requestedAt);

    internal static Gen<RenewalPolicy> Policy { get; } =
        from skew in Span
        from ahead in Span
        from jitter in Span
        from pause in Span
        from coolDown in Span
        from holdDown in Span
        from longest in Gen.Frequency((3, Gen.Constant(RenewalPolicy.Default.LongestCoolDown)), (1, Span))
        from warnAfter in Span
        select new RenewalPolicy
        {
            Skew = skew,
            Ahead = ahead,
            Jitter = jitter,
            FailureCoolDown = pause,
            RateLimitCoolDown = coolDown,
            RejectionCoolDown = holdDown,
            LongestCoolDown = longest,
            WarnAfter = warnAfter,
        };

    /// <summary>The time spans of a policy: the name of each, and how it is read and changed.</summary>
    internal static (string Name, Func<RenewalPolicy, TimeSpan> Of, Func<RenewalPolicy, TimeSpan, RenewalPolicy> With)[] Spans { get; } =
    [
        (nameof(RenewalPolicy.Skew), it => it.Skew, (it, span) => it with { Skew = span }),
        (nameof(RenewalPolicy.Ahead), it => it.Ahead, (it, span) => it with { Ahead = span }),
        (nameof(RenewalPolicy.Jitter), it => it.Jitter, (it, span) => it with { Jitter = span }),
        (nameof(RenewalPolicy.FailureCoolDown), it => it.FailureCoolDown, (it, span) => it with { FailureCoolDown = span }),
        (nameof(RenewalPolicy.RateLimitCoolDown), it => it.RateLimitCoolDown, (it, span) => it with { RateLimitCoolDown = span }),
        (nameof(RenewalPolicy.RejectionCoolDown), it => it.RejectionCoolDown, (it, span) => it with { RejectionCoolDown = span }),
        (nameof(RenewalPolicy.LongestCoolDown), it => it.LongestCoolDown, (it, span) => it with { LongestCoolDown = span }),
        (nameof(RenewalPolicy.WarnAfter), it => it.WarnAfter, (it, span) => it with { WarnAfter = span }),
    ];

    internal static IEnumerable<SavedLogin> Simpler(SavedLogin login) =>
    [
        .. Tokens.Simpler(login.Token).Select(token => login with { Token = token }),
        .. login.RequestedAt == Noon ? [] : new[] { login with { RequestedAt = Noon } },
    ];

    /// <summary>Returns policies closer to the default: each span as in the default, or shorter.</summary>
    internal static IEnumerable<RenewalPolicy> Simpler(RenewalPolicy policy) => Spans.SelectMany(span =>
        Simpler(span.Of(policy), usual: span.Of(RenewalPolicy.Default)).Select(simpler => span.With(policy, simpler)));

    private static IEnumerable<TimeSpan> Simpler(TimeSpan span, TimeSpan usual)
    {
        if (span != usual)
        {
            yield return usual;
        }

        if (span != usual && span > TimeSpan.Zero)
        {
            yield return TimeSpan.Zero;
        }

        if (span != usual && span > TimeSpan.FromSeconds(1))
        {
            yield return TimeSpan.FromSeconds(Math.Floor(span.TotalSeconds / 2));
        }
    }

    /// <summary>Zero, an instant, typical settings, and up to the longest allowed.</summary>
    private static Gen<TimeSpan> Span => Gen.Frequency(
        (1, Gen.Constant(TimeSpan.Zero)),
        (1, Gen.Choose(1, 100).Select(ticks => TimeSpan.FromTicks(ticks))),
        (5, Gen.Choose(1, 36_000).Select(seconds => TimeSpan.FromSeconds(seconds))),
        (1, Gen.Choose(1, 36_525).Select(days => TimeSpan.FromDays(days))));
}

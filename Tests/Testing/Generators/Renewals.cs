using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>Logins, what is known of them, and policies: their instants lie close together, so that margins and holds meet.</summary>
internal static class Renewals
{
    private static readonly DateTimeOffset Noon = new(2026, 8, 11, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Within a day of one noon mostly, to the tick; else anywhere, and at both ends of time.</summary>
    internal static Gen<DateTimeOffset> Instant { get; } = Gen.Frequency(
        (6, Gen.Choose(-86_400, 86_400).Select(seconds => Noon.AddSeconds(seconds))),
        (2, Gen.Choose(-10_000_000, 10_000_000).Select(ticks => Noon.AddTicks(ticks))),
        (1, Errors.Instant));

    internal static Gen<SavedLogin> Login { get; } =
        from token in Tokens.All
        from requestedAt in Instant
        select new SavedLogin(token, requestedAt);

    internal static Gen<Hold> Hold { get; } =
        from since in Instant
        from length in Span
        select Functional.Hold.From(since, length);

    internal static Gen<RenewalPolicy> Policy { get; } =
        from skew in Span
        from ahead in Span
        from jitter in Span
        from pause in Span
        from coolDown in Span
        from holdDown in Span
        from warnAfter in Span
        select new RenewalPolicy
        {
            Skew = skew,
            Ahead = ahead,
            Jitter = jitter,
            Pause = pause,
            UnknownCoolDown = coolDown,
            HoldDown = holdDown,
            WarnAfter = warnAfter,
        };

    internal static Gen<RenewalState> State { get; } =
        from login in Gen.Frequency((6, Login.Select(login => (SavedLogin?)login)), (1, Gen.Constant<SavedLogin?>(null)))
        from origin in Requests.Grants.OrNull()
        from pendingSince in Gen.Frequency((3, Gen.Constant<DateTimeOffset?>(null)), (1, Instant.Select(instant => (DateTimeOffset?)instant)))
        from isCodePending in Seldom
        from isSpent in Seldom
        from isRefused in Seldom
        from isOnProbation in Seldom
        from coolDown in MaybeHold
        from pause in MaybeHold
        select new RenewalState(origin, login)
        {
            PendingSince = pendingSince,
            PendingCodeSince = isCodePending ? pendingSince ?? Noon : null,
            IsRefreshTokenSpent = isSpent,
            IsAccessTokenRefused = isRefused,
            IsOnProbation = isOnProbation,
            CoolDown = coolDown,
            Pause = pause,
        };

    internal static IEnumerable<SavedLogin> Simpler(SavedLogin login) =>
        Tokens.Simpler(login.Token).Select(token => login with { Token = token });

    internal static IEnumerable<RenewalState> Simpler(RenewalState state)
    {
        foreach (var login in state.Login is null ? [] : Simpler(state.Login))
        {
            yield return state with { Login = login };
        }

        RenewalState[] plainer =
        [
            state with { PendingSince = null }, state with { PendingCodeSince = null }, state with { IsRefreshTokenSpent = false }, state with { IsAccessTokenRefused = false },
            state with { IsOnProbation = false }, state with { CoolDown = null }, state with { Pause = null },
        ];
        foreach (var simpler in plainer.Where(simpler => simpler != state))
        {
            yield return simpler;
        }
    }

    /// <summary>Nothing, an instant, what people set, and up to the longest that is allowed.</summary>
    private static Gen<TimeSpan> Span => Gen.Frequency(
        (1, Gen.Constant(TimeSpan.Zero)),
        (1, Gen.Choose(1, 100).Select(ticks => TimeSpan.FromTicks(ticks))),
        (5, Gen.Choose(1, 36_000).Select(seconds => TimeSpan.FromSeconds(seconds))),
        (1, Gen.Choose(1, 36_525).Select(days => TimeSpan.FromDays(days))));

    private static Gen<Hold?> MaybeHold => Gen.Frequency((2, Gen.Constant<Hold?>(null)), (1, Hold.Select(hold => (Hold?)hold)));

    private static Gen<bool> Seldom => Gen.Choose(0, 4).Select(one => one == 0);
}

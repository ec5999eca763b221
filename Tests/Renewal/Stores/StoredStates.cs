namespace PodioOAuth.Functional.Renewal.Tests.Stores;

/// <summary>States such as a source can come to, with tokens of all shapes. An origin is not stored, so none has one.</summary>
internal static class StoredStates
{
    private static Gen<DateTimeOffset> Instant { get; } = Gen.Frequency(
        (8, from seconds in Gen.Choose(0, int.MaxValue)
            from ticks in Gen.Choose(0, 9_999_999)
            from offset in Gen.Elements(0, 0, 2, -5)
            select DateTimeOffset.UnixEpoch.AddSeconds(seconds).AddTicks(ticks).ToOffset(TimeSpan.FromHours(offset))),
        (1, Gen.Elements(DateTimeOffset.MinValue, DateTimeOffset.MaxValue)));

    private static Gen<CoolDown> Holds { get; } = from since in Instant from until in Instant select new CoolDown(since, until);

    private static Gen<bool> Flag { get; } = Gen.Elements(true, false);

    public static Arbitrary<RenewalState> States() => Arb.From(
        from token in PodioArbitraries.Tokens().Generator
        from requestedAt in Instant
        from hasLogin in Gen.Elements(true, true, true, false)
        from pendingSince in Instant
        from isPending in Flag
        from isCodePending in Flag
        from isSpent in Flag
        from isRefused in Flag
        from isOnProbation in Flag
        from coolDown in Holds.OrNull()
        from pause in Holds.OrNull()
        select new RenewalState(origin: null, hasLogin ? new SavedLogin(token, requestedAt) : null)
        {
            PendingSince = isPending ? pendingSince : null,
            PendingCodeSince = isCodePending ? pendingSince : null,
            IsRefreshTokenSpent = isSpent,
            IsAccessTokenRejected = isRefused,
            IsOnProbation = isOnProbation,
            RateLimitCoolDown = coolDown,
            FailureCoolDown = pause,
        });
}

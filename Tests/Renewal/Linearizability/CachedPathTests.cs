using CsCheck;

namespace PodioOAuth.Functional.Renewal.Tests.Linearizability;

/// <summary>Callers, refusals, limits and the clock, all at once: what everybody is told has to come of some order of them.</summary>
public sealed class CachedPathTests
{
    // No token that is got while these run at once ends before it is handed over: five of the longest take less than its eight hours.
    private static readonly int[] Minutes = [30, 60, 90];

    private static readonly GenOperation<CachedPath> Get = GenOperation.Create<CachedPath, int>(
        Gen.Int[1, 1_000_000], caller => $"#{caller} asks", (path, caller) => path.Get(caller));

    private static readonly GenOperation<CachedPath>[] Operations =
    [
        Get, Get, Get, Get,
        GenOperation.Create<CachedPath, int>(
            Gen.OneOfConst(CachedPath.Known, CachedPath.Unknown), number => $"token {number} is refused",
            (path, number) => path.Refuse(number)),
        GenOperation.Create<CachedPath, int>(
            Gen.OneOfConst(Minutes), minutes => $"{minutes} minutes pass", (path, minutes) => path.Advance(TimeSpan.FromMinutes(minutes))),
        GenOperation.Create<CachedPath, int>(
            Gen.OneOfConst(Minutes), minutes => $"{minutes} minutes pass", (path, minutes) => path.Advance(TimeSpan.FromMinutes(minutes))),
        GenOperation.Create<CachedPath>("a call is limited", path => path.Limit()),
    ];

    [Fact]
    public void What_callers_are_told_comes_of_some_order_of_what_happened() => Gen.Const(CachedPath.OfSource).SampleParallel(
        Operations, equal: AreEqual, maxSequentialOperations: 8, maxParallelOperations: 4, iter: 500, print: path => path.Outcome);

    // Two callers of an empty cache, on a thread each. The first path that is made is the one they share; on all others they come one after
    // the other, in either order, to say what they could have been told.
    [Fact]
    public void A_cache_that_publishes_the_expiry_before_the_token_is_found()
    {
        var made = 0;
        Func<CachedPath> begin = () => CachedPath.OfRacyCache(isRaced: Interlocked.Increment(ref made) == 1);
        var found = Assert.Throws<CsCheckException>(() => Gen.Const(begin).SampleParallel(
            [Get],
            equal: AreEqual,
            maxSequentialOperations: 0,
            maxParallelOperations: 2,
            iter: 1,
            threads: 2,
            print: path => path.Outcome));
        Assert.Matches("Final state: .*#[0-9]+ no token", found.Message);
    }

    private static bool AreEqual(CachedPath left, CachedPath right) => left.Outcome == right.Outcome;
}

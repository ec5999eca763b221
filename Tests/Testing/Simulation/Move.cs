using FsCheck;
using FsCheck.Fluent;

namespace PodioOAuth.Functional;

/// <summary>The kind of a move.</summary>
internal enum MoveKind
{
    /// <summary>One of the waiting steps continues.</summary>
    Step,

    /// <summary>A caller requests a token.</summary>
    Ask,

    /// <summary>A waiting caller gives up.</summary>
    GiveUp,

    /// <summary>Time passes.</summary>
    Advance,

    /// <summary>The next request fails.</summary>
    Fail,

    /// <summary>The process crashes and restarts.</summary>
    Crash,
}

/// <summary>One move of a schedule, with a number to choose by.</summary>
internal sealed record Move(MoveKind Kind, int Choice);

/// <summary>Generates random schedules, and simpler ones.</summary>
internal static class Moves
{
    private const int Longest = 60;

    /// <summary>Returns the same moves for the same seed.</summary>
    internal static IEnumerable<Move[]> Sample(int count, int seed, bool crashes, bool faults) =>
        Gen.Sample(Schedules(crashes, faults), count, new Rnd((ulong)(uint)seed, 1UL), Longest);

    internal static IEnumerable<Move[]> Simpler(Move[] schedule) => ScheduleShrinks.Simpler(schedule, move =>
        new[] { 0, move.Choice % 10, move.Choice / 2 }.Where(choice => choice < move.Choice).Distinct()
            .Select(choice => move with { Choice = choice }));

    private static Gen<Move[]> Schedules(bool crashes, bool faults) =>
        from length in Gen.Choose(10, Longest)
        from moves in Gen.Frequency(
        [
            (20, Gen.Constant(MoveKind.Step)), (8, Gen.Constant(MoveKind.Ask)), (1, Gen.Constant(MoveKind.GiveUp)),
            (4, Gen.Constant(MoveKind.Advance)),
            .. faults ? new[] { (2, Gen.Constant(MoveKind.Fail)) } : [],
            .. crashes ? new[] { (1, Gen.Constant(MoveKind.Crash)) } : [],
        ]).SelectMany(kind => Gen.Choose(0, 999).Select(choice => new Move(kind, choice))).ArrayOf(length)
        select moves;
}

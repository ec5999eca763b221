namespace PodioOAuth.Functional.Mutation;

/// <summary>The results of the mutants of a room that have run.</summary>
internal sealed class RoomResults
{
    private readonly IReadOnlyDictionary<string, Result> _results;
    private readonly IReadOnlyList<Accepted> _accepted;
    private readonly IReadOnlyList<Mutant> _all;

    internal RoomResults(
        Room room,
        IReadOnlyList<Mutant> mutants,
        IReadOnlyDictionary<string, Result> results,
        IReadOnlyList<Accepted> accepted,
        RunFacts? facts)
    {
        (Room, _all, _results, Facts) = (room, mutants, results, facts);
        Mutants = [.. mutants.Where(mutant => results.ContainsKey(mutant.Key))];
        _accepted = [.. accepted.Where(
            entry => room.Products.Any(product => entry.Place.StartsWith(product + "/", StringComparison.Ordinal)))];
    }

    /// <summary>The last measurement.</summary>
    internal static RoomResults Load(Room room)
    {
        var folder = new Folder(room);
        return new RoomResults(room, folder.Mutants, folder.ReadResults(Folder.Results), Accepted.All, folder.Read<RunFacts>(Folder.Facts));
    }

    internal Room Room { get; }

    internal RunFacts? Facts { get; }

    /// <summary>The mutants that have run.</summary>
    internal IReadOnlyList<Mutant> Mutants { get; }

    internal bool IsComplete => Facts is not null && Mutants.Count == _all.Count;

    /// <summary>Entries of the list that match no mutant of the room.</summary>
    internal IEnumerable<Accepted> Unmatched => _accepted.Where(entry => !_all.Any(entry.Matches));

    internal IEnumerable<Row> Rows => Mutants.GroupBy(mutant => Path.GetDirectoryName(mutant.File)!)
        .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => RowOf(group.Key, [.. group]));

    internal Row Total => RowOf(Room.Name, Mutants);

    /// <summary>The mutants that no test detected, and that the list doesn't accept.</summary>
    internal IEnumerable<(Mutant Mutant, Result Result)> Survivors => Alive.Where(it => WhyAccepted(it.Mutant) is null);

    /// <summary>The mutants that no test detected, with the reason why they may survive.</summary>
    internal IEnumerable<(Mutant Mutant, string Why)> AcceptedOnes =>
        Alive.Select(it => (it.Mutant, Why: WhyAccepted(it.Mutant))).Where(it => it.Why is not null).Select(it => (it.Mutant, it.Why!));

    private IEnumerable<(Mutant Mutant, Result Result)> Alive => Mutants.Select(mutant => (mutant, _results[mutant.Key]))
        .Where(it => !it.Item2.IsKilled).OrderBy(it => it.mutant.Kind).ThenBy(it => it.mutant.File, StringComparer.Ordinal)
        .ThenBy(it => it.mutant.Line);

    private string? WhyAccepted(Mutant mutant) => _accepted.FirstOrDefault(entry => entry.Matches(mutant))?.Why;

    private Row RowOf(string name, IReadOnlyCollection<Mutant> mutants)
    {
        Tally Of(MutantKind kind)
        {
            var those = mutants.Where(mutant => mutant.Kind == kind).ToList();
            return new Tally(those.Count(mutant => _results[mutant.Key].IsKilled), those.Count);
        }

        var rule = mutants.Where(mutant => mutant.Kind == MutantKind.Rule).Select(mutant => (mutant, _results[mutant.Key])).ToList();
        return new Row(
            name, Of(MutantKind.Rule), rule.Count(it => it.Item2.Fate is Fate.Hung or Fate.Crashed),
            rule.Count(it => !it.Item2.IsKilled && WhyAccepted(it.mutant) is not null), rule.Count(it => it.Item2.Fate == Fate.NotCovered),
            Of(MutantKind.Text), Of(MutantKind.NullGuard), Of(MutantKind.HashCode));
    }
}

/// <summary>A number out of a total.</summary>
internal readonly record struct Tally(int Killed, int Of)
{
    internal double Percent => Of == 0 ? 100 : 100.0 * Killed / Of;
}

/// <summary>A line of the table.</summary>
/// <param name="Name">The name of the folder or room.</param>
/// <param name="Rule">The mutants that count.</param>
/// <param name="Ended">The number of killed mutants that hung, or ended the process.</param>
/// <param name="Accepted">The number of survivors that are accepted.</param>
/// <param name="NotCovered">The number of survivors that no test covers.</param>
/// <param name="Text">Texts.</param>
/// <param name="NullGuard">Null guards.</param>
/// <param name="HashCode">Hash codes.</param>
internal sealed record Row(string Name, Tally Rule, int Ended, int Accepted, int NotCovered, Tally Text, Tally NullGuard, Tally HashCode);

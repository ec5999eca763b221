using System.Globalization;

namespace PodioOAuth.Functional.Mutation;

/// <summary>The results as text.</summary>
internal static class Summary
{
    private const string Head = """
        | folder | killed | of | score | of these hung or crashed | accepted | not covered | texts | null guards | hash codes |
        | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
        """;

    private const string Beginning = """
        # Mutation: would the tests notice?

        `dotnet run -c Release --project Tests/Mutation -- ROOM` measures a room, `-- table ROOM…` writes what was
        measured last of rooms into this page.

        Stryker 5.1 mutates the assemblies of a room. Two processes then run the room's own tests, one test at a time: for each mutant those
        that run through it, first the test that killed it the last time, then what killed its neighbours, then the fastest. A mutant is
        killed when a test fails with it and passes again without it, when a test does not end, or when the process ends. The processes that
        tests start have the mutant too. Mutants of what is initialised once a process have a process of their own. Slow tests are left out
        when those of one mutant together would take longer than the time that is named; how many is said beside what lives.

        The score counts what has to be noticed. Texts for people, null guards and hash codes stand apart, as killed of all; blocks around
        other mutants, what does not compile and code that only another operating system runs than the one that measures do not count. What
        may live says why in [Accepted.txt](Accepted.txt), and lowers the score all the same. Properties are random: a mutant or two more or
        less is chance.
        """;

    /// <summary>The page that is committed. Of rooms that were not measured now, what it said before stays.</summary>
    internal static string Page(string before, IReadOnlyList<RoomResults> measured)
    {
        var sections = before.Split("\n## ").Skip(1).ToDictionary(text => text.Split(':')[0], text => "## " + text.TrimEnd());
        foreach (var results in measured)
        {
            sections[results.Room.Name] = string.Join("\n\n", Section(results));
        }

        return string.Join("\n\n", [Beginning, .. Room.All.Select(room => sections.GetValueOrDefault(room.Name)).OfType<string>()]) + "\n";
    }

    /// <summary>The table of a room.</summary>
    internal static string Table(RoomResults results) => string.Join(
        '\n', [Head, .. results.Rows.Select(Line), Line(results.Total with { Name = $"**{results.Room.Name}**" })]);

    /// <summary>What lives: first what nobody has accepted.</summary>
    internal static IEnumerable<string> Living(RoomResults results) =>
    [
        .. results.Survivors.Select(it =>
            (it.Mutant.Kind == MutantKind.Rule ? "" : $"{it.Mutant.Kind}: ") + it.Mutant + Circumstance(it.Result)),
        .. results.AcceptedOnes.Select(it => $"accepted: {it.Mutant}: {it.Why}"),
    ];

    private static IEnumerable<string> Section(RoomResults results)
    {
        var (room, facts) = (results.Room, results.IsComplete
            ? results.Facts!
            : throw new InvalidOperationException($"{results.Room.Name} has not been measured whole."));
        var goal = room.Goal > 0 ? $", where {room.Goal} % is the goal" : "";
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"## {room.Name}: {results.Total.Rule.Percent:0.0} %{goal}"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{room.Tests} at {facts.Commit}, {facts.At:yyyy-MM-dd}: {facts.Tests} tests, {facts.Minutes:0} minutes, at most "
                + $"{facts.Budget:0} s of tests for a mutant."),
            Table(results),
            .. List("Tests that a worker cannot run", facts.LeftOut),
            .. List("What lives", Living(results)),
        ];
    }

    private static IEnumerable<string> List(string title, IEnumerable<string> items) => items.Any()
        ? [$"{title}:", string.Join('\n', items.Select(item => $"- `{item.ReplaceLineEndings(" ").Replace('`', '\'')}`"))]
        : [];

    private static string Line(Row row) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {row.Name} | {row.Rule.Killed} | {row.Rule.Of} | {row.Rule.Percent:0.0} % | {row.Ended} | {row.Accepted} | {row.NotCovered} "
        + $"| {Of(row.Text)} | {Of(row.NullGuard)} | {Of(row.HashCode)} |");

    private static string Of(Tally tally) => tally.Of == 0 ? "–" : $"{tally.Killed} of {tally.Of}";

    private static string Circumstance(Result result) => result switch
    {
        { Fate: Fate.NotCovered } => " no test runs through it",
        { LeftOut: > 0 } => $" {result.Ran} tests ran, {result.LeftOut} slower ones did not",
        _ => "",
    };
}

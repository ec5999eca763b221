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
        # Mutation: would the tests notice a defect?

        `dotnet run -c Release --project Tests/Mutation -- ROOM` measures a room; `-- table ROOM…` writes the last measurements
        of rooms to this page.

        Stryker 5.1 mutates the assemblies of a room. Two processes then run the room's own tests, one test at a time. For each mutant
        they run the tests that cover it: first the test that killed it the last time, then those that killed its neighbors, then the
        fastest. A mutant is killed when a test fails with it and passes again without it, when a test doesn't end, or when the process
        exits. The processes that tests start have the mutant too. Mutants of code that runs once per process get their own process.
        Slow tests are skipped if the tests of one mutant would take longer than the stated time; how many is stated beside each
        survivor.

        The score counts the mutants that tests must detect. Texts for people, null guards and hash codes are listed separately, as
        killed of all. Blocks around other mutants, code that doesn't compile, and code that only another operating system runs don't
        count. [Accepted.txt](Accepted.txt) gives the reason why a mutant may survive; it lowers the score all the same. Properties are
        random, so results vary by a mutant or two.
        """;

    /// <summary>Returns the committed page. The sections of rooms that weren't measured now are kept.</summary>
    internal static string Page(string before, IReadOnlyList<RoomResults> measured)
    {
        var sections = before.Split("\n## ").Skip(1).ToDictionary(text => text.Split(':')[0], text => "## " + text.TrimEnd());
        foreach (var results in measured)
        {
            sections[results.Room.Name] = string.Join("\n\n", Section(results));
        }

        return string.Join("\n\n", [Beginning, .. Room.All.Select(room => sections.GetValueOrDefault(room.Name)).OfType<string>()]) + "\n";
    }

    /// <summary>Returns the table of a room.</summary>
    internal static string Table(RoomResults results) => string.Join(
        '\n', [Head, .. results.Rows.Select(Line), Line(results.Total with { Name = $"**{results.Room.Name}**" })]);

    /// <summary>Returns the survivors: first those that aren't accepted.</summary>
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
            : throw new InvalidOperationException($"{results.Room.Name} hasn't been measured completely."));
        var goal = room.Goal > 0 ? $"; goal: {room.Goal} %" : "";
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"## {room.Name}: {results.Total.Rule.Percent:0.0} %{goal}"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{room.Tests} at {facts.Commit}, {facts.At:yyyy-MM-dd}: {facts.Tests} tests, {facts.Minutes:0} minutes, at most "
                + $"{facts.Budget:0} s of tests for a mutant."),
            Table(results),
            .. List("Tests that a worker can't run", facts.LeftOut),
            .. List("Survivors", Living(results)),
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
        { Fate: Fate.NotCovered } => " no test covers it",
        { LeftOut: > 0 } => $" {result.Ran} tests ran, {result.LeftOut} slower ones didn't",
        _ => "",
    };
}

namespace PodioOAuth.Functional.Guards.Tests.Mutation;

/// <summary>What is made of results.</summary>
public sealed class SummaryTests
{
    private static readonly Room Room = new("core", ["Core/CSharp"], "Tests/Core", 97);

    private static readonly (Mutant Mutant, Fate Fate)[] Ran =
    [
        (Mutant(0, "A"), Fate.Killed),
        (Mutant(1, "A"), Fate.Hung),
        (Mutant(2, "A"), Fate.Survived),
        (Mutant(3, "A"), Fate.NotCovered),
        (Mutant(4, "B", MutantKind.Text), Fate.Survived),
        (Mutant(5, "B", MutantKind.HashCode), Fate.Killed),
    ];

    [Fact]
    public void The_score_counts_what_must_be_detected() => Assert.Equal(
        """
        | Core/CSharp/A | 2 | 4 | 50.0 % | 1 | 1 | 1 | – | – | – |
        | Core/CSharp/B | 0 | 0 | 100.0 % | 0 | 0 | 0 | 0 of 1 | – | 1 of 1 |
        | **core** | 2 | 4 | 50.0 % | 1 | 1 | 1 | 0 of 1 | – | 1 of 1 |
        """,
        string.Join('\n', Summary.Table(Results("Core/CSharp/A/File.cs Read | a < 2 → a <= 2 | Never 2.")).Split('\n')[2..]));

    [Fact]
    public void Accepted_mutants_are_listed_separately() => Assert.Equal(
        """
        Core/CSharp/A/File.cs Read | a < 3 → a <= 3 (Equality, line 3, #3) no test covers it
        Text: Core/CSharp/B/File.cs Read | a < 4 → a <= 4 (Equality, line 4, #4) 5 tests ran, 2 slower ones didn't
        accepted: Core/CSharp/A/File.cs Read | a < 2 → a <= 2 (Equality, line 2, #2): Never 2.
        """,
        string.Join("\n", Summary.Living(Results("Core/CSharp/A/File.cs Read | a < 2 → a <= 2 | Never 2."))));

    [Fact]
    public void The_page_keeps_the_sections_of_other_rooms()
    {
        var before = "# Mutation\n\nOld.\n\n## core: 1 %\n\nOld.\n\n## renewal: 2 %\n\nKept.\n";
        var page = Summary.Page(before, [Results("", new RunFacts(DateTime.UnixEpoch, "abc", 7, 10, 3, []))]);

        Assert.Equal(["core: 50.0 %; goal: 97 %", "renewal: 2 %"], page.Split("\n## ").Skip(1).Select(it => it.Split('\n')[0]));
        Assert.EndsWith("\n\nKept.\n", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Old.", page, StringComparison.Ordinal);
    }

    // Those of other rooms are not this one's.
    [Fact]
    public void An_entry_that_matches_no_mutant_is_found() => Assert.Equal("Core/CSharp/A/File.cs Write", Assert.Single(Results(
        "Core/CSharp/A/File.cs Write | a < 2 → a <= 2 | Never 2.\nTransports/Flurl/A.cs Write | a → b | Never.").Unmatched).Place);

    private static RoomResults Results(string accepted, RunFacts? facts = null) => new(
        Room, [.. Ran.Select(it => it.Mutant)],
        Ran.ToDictionary(it => it.Mutant.Key, it => new Result(it.Mutant.Key, it.Fate, null, null, 5, it.Mutant.Id == 4 ? 2 : 0, 1)),
        Accepted.Read(accepted), facts);

    private static Mutant Mutant(int id, string folder, MutantKind kind = MutantKind.Rule) =>
        new(id, $"Core/CSharp/{folder}/File.cs", id, "Equality", "Read", $"a < {id}", $"a <= {id}", 1, kind);
}

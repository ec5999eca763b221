namespace PodioOAuth.Functional.Guards.Tests.Mutation;

/// <summary>The list of mutants that may live.</summary>
public sealed class AcceptedTests
{
    private static readonly Mutant Mutant =
        new(7, "Core/CSharp/Scope.cs", 12, "Equality mutation", "Read", "a < 0 | b", "a <= 0 | b", 1, MutantKind.Rule);

    [Theory]
    [InlineData("Core/CSharp/Scope.cs Read | a < 0 | b → a <= 0 | b | Never 0.", true)]
    [InlineData("Core/CSharp/Scope.cs Read | a < … → … | Never 0.", true)]
    [InlineData("Core/CSharp/Scope.cs Read | a < 0 → … | Never 0.", false)]
    [InlineData("Core/CSharp/Scope.cs Write | a < 0 | b → a <= 0 | b | Never 0.", false)]
    [InlineData("Core/CSharp/Scopes.cs Read | a < 0 | b → a <= 0 | b | Never 0.", false)]
    public void An_entry_names_mutants_by_their_code(string entry, bool isMeant) =>
        Assert.Equal(isMeant, Assert.Single(Accepted.Read($"# Why.\n\n{entry}\n")).Matches(Mutant));

    [Fact]
    public void What_is_printed_of_a_survivor_is_an_entry() =>
        Assert.True(Assert.Single(Accepted.Read($"{Mutant.Place} | Never 0.")).Matches(Mutant));

    [Theory, InlineData("Core/CSharp/Scope.cs Read | a < 0 → a <= 0"), InlineData("Core/CSharp/Scope.cs Read | a < 0 | Never 0.")]
    public void An_entry_has_a_place_a_change_and_a_reason(string entry) => Assert.Throws<FormatException>(() => Accepted.Read(entry));

    [Fact]
    public void Every_entry_still_points_at_code_that_exists() => Assert.All(Accepted.All, entry =>
    {
        Assert.True(entry.Place.Split(' ') is [_, _], entry.Place);
        var (file, member) = (entry.Place.Split(' ')[0], entry.Place.Split(' ')[1]);
        var code = StrykerReport.OneLine(Checkout.Read(file));
        Assert.Contains(member, code, StringComparison.Ordinal);
        Assert.Contains(entry.Original.TrimEnd('…'), code, StringComparison.Ordinal);
    });
}

using PodioOAuth.Functional.Fuzzing;

namespace PodioOAuth.Functional.Guards.Tests.Fuzzing;

/// <summary>The short form of fuzzing: every seed, every input that once broke a law, and mutants of them from a fixed seed.</summary>
public sealed class FuzzingTests
{
    private const int Executions = 700;
    private const int Replies = 1_500;

    public static TheoryData<string> Targets => [.. FuzzTarget.All.Select(target => target.Name)];

    [Theory, MemberData(nameof(Targets))]
    public void No_input_breaks_a_law(string name)
    {
        var target = FuzzTarget.All.Single(it => it.Name == name);
        using var edges = new EdgeMap();
        var result = new Fuzzer(target, edges, seed: 17).Run([.. target.Seeds(), .. target.Cases()], Executions);
        Assert.True(result.Executions >= Executions);
        Assert.Empty(result.Findings.Select(finding => $"{finding.What}: {Convert.ToBase64String(finding.Input)}"));
    }

    [Fact]
    public void Other_readers_differ_only_where_ours_is_different_on_purpose()
    {
        var differences = DifferenceRun.Find(Replies).ToArray();
        Assert.Empty(differences
            .Where(it => DifferenceRun.ReasonOf(it) is null)
            .Select(it => $"{it.Peer}: {Convert.ToBase64String(it.Input)}"));
        Assert.Contains(differences, it => it.Peer == "FormPipeReader");
        Assert.Contains(differences, it => it.Peer == "Duende.IdentityModel");
    }
}

using System.Collections.Concurrent;

namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>Whether the contract would notice: each law is broken by one transport, and that one keeps all the others.</summary>
public sealed class ContractTests
{
    private static readonly ParallelOptions SixAtOnce = new() { MaxDegreeOfParallelism = 6 };

    public static TheoryData<string> LawNames => new(WrongTransports.ByLaw.Keys);

    [Fact]
    public void Every_law_has_a_transport_that_breaks_it() =>
        Assert.Equal(TransportContract.Laws.Select(law => law.Name).Order(), WrongTransports.ByLaw.Keys.Order());

    [Theory, MemberData(nameof(LawNames))]
    public async Task A_transport_that_breaks_a_law_breaks_no_other(string name)
    {
        var outcomes = new ConcurrentBag<LawOutcome>();
        await Parallel.ForEachAsync(
            TransportContract.Laws, SixAtOnce, async (law, _) => outcomes.Add(await law.CheckAsync(WrongTransports.ByLaw[name])));
        Assert.All(outcomes, outcome => Assert.Equal(outcome.Holds, outcome.Explanation.Length == 0));
        var broken = outcomes.Where(outcome => !outcome.Holds).ToList();
        Assert.True(
            broken is [var only] && only.Law == name,
            string.Join("\n", broken.Select(outcome => $"{outcome.Law}: {outcome.Explanation}")));
    }
}

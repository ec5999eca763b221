namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>Runs every law of the contract against one transport. A class per transport says how to make it.</summary>
public abstract class TransportContractTests
{
    public static TheoryData<string> LawNames => new(TransportContract.Laws.Select(law => law.Name));

    protected abstract Transport Create(TransportSetup setup);

    [Theory, MemberData(nameof(LawNames))]
    public async Task Keeps_the_law(string name)
    {
        var outcome = await TransportContract.Laws.Single(law => law.Name == name).CheckAsync(Create);
        Assert.True(outcome.Holds, outcome.Explanation);
    }

    protected static TransportOptions OptionsOf(TransportSetup setup) =>
        new() { MaxReplyBytes = setup.MaxReplyBytes, Timeout = setup.Timeout };
}

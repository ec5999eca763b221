namespace PodioOAuth.Functional.Guards.Tests;

/// <summary>The ratios in their short form, run once for all tests of the class.</summary>
public sealed class QuickRun
{
    public QuickRun()
    {
        using var output = new StringWriter();
        var result = RatiosRun.Run(quick: true, output);
        (Results, StoredTokens) = (result.Races, result.StoredTokens);
        Output = output.ToString();
    }

    internal IReadOnlyList<RaceResult> Results { get; }

    internal IReadOnlyList<StoredTokensResult> StoredTokens { get; }

    internal string Output { get; }
}

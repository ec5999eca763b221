namespace PodioOAuth.Functional.Guards.Tests;

/// <summary>The ratios in their short form, run once for all tests of the class.</summary>
public sealed class QuickRun
{
    public QuickRun()
    {
        using var output = new StringWriter();
        Result = RatiosRun.Run(new RatiosOptions(Quick: true), output);
        Output = output.ToString();
    }

    internal RatiosResult Result { get; }

    internal IReadOnlyList<RaceResult> Results => Result.Races;

    internal IReadOnlyList<StoredTokensResult> StoredTokens => Result.StoredTokens;

    internal string Output { get; }
}

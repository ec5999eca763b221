using System.Globalization;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>What a token in a store takes, and how long it takes to find, with few and with many beside it. It informs; nothing was
/// promised.</summary>
internal static class StoredTokensTable
{
    internal const string Title = "Tokens in a store in memory, beside a store of one";

    private static readonly int[] Counts = [1, 1_000, 100_000, 1_000_000];

    internal static IReadOnlyList<StoredTokensResult> Run(bool quick, TextWriter output)
    {
        var pace = quick ? Paces.LookingUp.Quick : Paces.LookingUp.Full;
        output.WriteLine($"\n## {Title}\n\n{pace}.\n");
        output.WriteLine("| tokens | bytes per token | lookup | against one token's: median (quartiles) |");
        output.WriteLine("| ---: | ---: | ---: | --- |");
        List<StoredTokensResult> results = [];
        foreach (var count in quick ? Counts[..2] : Counts)
        {
            var result = RunOne(count, pace);
            results.Add(result);
            output.WriteLine(Row(result));
        }

        return results;
    }

    private static StoredTokensResult RunOne(int count, Pace pace)
    {
        var (tokens, one) = (StoredTokens.Fill(count), StoredTokens.Fill(1));
        var figure = new Figure(
            "look a token up",
            Contender.Of("of many", tokens.ReadNextAsync, callers: 1),
            Contender.Of("of one", one.ReadNextAsync, callers: 1),
            [],
            () => Agreement.Check(LengthOf(tokens), LengthOf(one)));
        var race = Race.Run(figure, pace);
        return new(count, tokens.BytesPerToken, race.Ours(Measure.Time), race.Compare(Measure.Time, Comparison.Ratio));
    }

    private static int? LengthOf(StoredTokens tokens) => tokens.ReadNextAsync().GetAwaiter().GetResult()?.Length;

    private static string Row(StoredTokensResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {result.Count:#,0} | {result.BytesPerToken:#,0} B | {result.Lookup:#,0} ns "
        + $"| {result.AgainstOne.Median:0.00} ({result.AgainstOne.Lower:0.00} to {result.AgainstOne.Upper:0.00}) |");
}

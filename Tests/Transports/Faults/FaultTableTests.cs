namespace PodioOAuth.Functional.Transports.Tests.Faults;

/// <summary>The table in the repository is what the code does now, and leaves no kind of error out.</summary>
public sealed class FaultTableTests
{
    private static readonly string Path = System.IO.Path.Combine(Checkout.Root, FaultTable.File);

    [Fact]
    public async Task The_table_is_what_the_code_does_and_leaves_no_error_out()
    {
        var outcomes = await FaultTable.RunAsync();
        var table = FaultTable.Render(outcomes);
        if (Environment.GetEnvironmentVariable(FaultTable.UpdateVariable) == "1")
        {
            await File.WriteAllTextAsync(Path, table);
        }

        var kept = await File.ReadAllLinesAsync(Path);
        var made = table.TrimEnd('\n').Split('\n');
        Assert.True(
            made.SequenceEqual(kept),
            $"{FaultTable.File} is stale: {FaultTable.UpdateCommand}\n"
            + string.Join('\n', kept.Except(made).Select(line => $"- {line}").Concat(made.Except(kept).Select(line => $"+ {line}"))));
        Assert.Equal(Kinds, outcomes.Select(outcome => KindOf(outcome.Error)).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_fault_has_a_name_of_its_own() =>
        Assert.Equal(AllFaults.All.Count, AllFaults.All.Select(fault => fault.Name).Distinct().Count());

    // Invalid input never gets to a transport, and Other is what no fault should be.
    private static IEnumerable<string> Kinds =>
        ((string[])[
            nameof(RejectedError), nameof(RateLimitedError), nameof(SecondFactorRequiredError), nameof(UnavailableError),
            nameof(MalformedReplyError),
            .. Enum.GetValues<UnreachableReason>().Where(reason => reason != UnreachableReason.Other).Select(reason => $"{reason}"),
        ]).Order(StringComparer.Ordinal);

    private static string KindOf(OAuthError error) =>
        error is UnreachableError unreachable ? $"{unreachable.Reason}" : error.GetType().Name;
}

using System.ComponentModel;
using PodioOAuth.Functional.Support;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>What each store adds to a renewal. It informs; nothing was promised.</summary>
internal static class StoredRenewalTable
{
    internal const string Title = "A renewal over loopback, with each store";

    internal static IReadOnlyList<StoredRenewalResult> Run(bool quick, Uri podio, TextWriter output)
    {
        var pace = quick ? Paces.Renewing.Quick : Paces.Renewing.Full;
        using var renewal = new StoredRenewal(podio);
        output.WriteLine($"\n## {Title}\n\n{pace}. The short form does without servers.\n");
        output.WriteLine("| store | a renewal | its exchange alone | the store's share: median (quartiles) | bytes of the share |");
        output.WriteLine("| --- | ---: | ---: | --- | ---: |");
        List<StoredRenewalResult> results = [];
        foreach (var store in MeasuredStore.All.Where(store => !quick || !store.NeedsServer))
        {
            results.AddRange(RunOne(store, renewal, pace, output));
        }

        output.WriteLine($"\nThe file store waits for the disk {renewal.CountFlushes()} times in a renewal.");
        return results;
    }

    private static IReadOnlyList<StoredRenewalResult> RunOne(MeasuredStore store, StoredRenewal renewal, Pace pace, TextWriter output)
    {
        try
        {
            var opened = store.OpenAsync().GetAwaiter().GetResult();
            var result = StoredRenewalResult.Of(store.Name, Race.Run(renewal.With(opened.Store), pace));
            opened.DisposeAsync().AsTask().GetAwaiter().GetResult();
            output.WriteLine(Row(result));
            return [result];
        }
        catch (Exception exception) when (exception is ServerException or Win32Exception)
        {
            output.WriteLine($"| {store.Name} | not measured: there is no server | | | |");
            return [];
        }
    }

    private static string Row(StoredRenewalResult result) =>
        $"| {result.Store} | {RatioTable.Cost(result.Renewal, Measure.Time)} | {RatioTable.Cost(result.Exchange, Measure.Time)} "
        + $"| {RatioTable.Signed(result.Share.Median, Measure.Time)} ({RatioTable.Signed(result.Share.Lower, Measure.Time)} to "
        + $"{RatioTable.Signed(result.Share.Upper, Measure.Time)}) | {RatioTable.Signed(result.Bytes, Measure.Bytes)} |";
}

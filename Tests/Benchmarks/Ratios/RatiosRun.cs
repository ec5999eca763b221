using System.Runtime.InteropServices;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Races every figure and writes the tables.</summary>
internal static class RatiosRun
{
    internal static RatiosResult Run(RatiosOptions options, TextWriter output)
    {
        output.WriteLine(
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} cores");
        using var server = ServerProcess.Start();
        using var clients = new TokenClients(server.Podio);
        using var api = new ApiClients(server.Podio);
        List<RaceResult> races = [];
        foreach (var group in AllFigures.Over(clients, api, server.Podio, options.IsNative).Where(group => options.Wants(group.Title)))
        {
            races.AddRange(RunGroup(group, options.Quick, output));
        }

        return new(
            races,
            Table(StoredRenewalTable.Title, () => StoredRenewalTable.Run(options.Quick, server.Podio, output)),
            Table(StoredTokensTable.Title, () => StoredTokensTable.Run(options.Quick, output)),
            Table(RegistryTable.Title, () => RegistryTable.Run(options.Quick, output)),
            Table(SizeTable.Title, () => SizeTable.Run(options.Quick, output)));

        IReadOnlyList<T> Table<T>(string title, Func<IReadOnlyList<T>> run) => options.Wants(title) ? run() : [];
    }

    private static IEnumerable<RaceResult> RunGroup(FigureGroup group, bool quick, TextWriter output)
    {
        var pace = quick ? group.Paces.Quick : group.Paces.Full;
        output.WriteLine($"\n## {group.Title}\n\n{pace}.\n");
        output.WriteLines(RatioTable.Head);
        foreach (var figure in group.Figures)
        {
            var result = Race.Run(figure, pace);
            output.WriteLines(RatioTable.Rows(result));
            yield return result;
        }
    }
}

using System.Runtime.InteropServices;

namespace PodioOAuth.Functional.Benchmarks;

/// <summary>Races every figure and writes the tables.</summary>
internal static class RatiosRun
{
    internal static RatiosResult Run(bool quick, TextWriter output)
    {
        output.WriteLine(
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} cores");
        using var server = ServerProcess.Start();
        using var clients = new TokenClients(server.Podio);
        using var api = new ApiClients(server.Podio);
        List<RaceResult> results = [];
        foreach (var group in AllFigures.Over(clients, api, server.Podio))
        {
            var pace = quick ? group.Paces.Quick : group.Paces.Full;
            output.WriteLine($"\n{group.Title}: {pace}\n");
            output.WriteLines(RatioTable.Head);
            foreach (var figure in group.Figures)
            {
                var result = Race.Run(figure, pace);
                results.Add(result);
                output.WriteLines(RatioTable.Rows(result));
            }
        }

        return new(results, StoredTokensTable.Run(quick, output), RegistryTable.Run(quick, output));
    }
}

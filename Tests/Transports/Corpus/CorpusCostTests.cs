namespace PodioOAuth.Functional.Transports.Tests.Corpus;

/// <summary>What a recorded reply may cost, whatever is wrong with it (PODIO 8.5): in time of the processors, and in bytes.</summary>
[Collection(Alone.Name)]
public sealed class CorpusCostTests
{
    // The largest recording has 66 kB; the server's own bytes count too.
    private const long MostBytes = 1024 * 1024;

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(5);

    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public async Task No_recording_takes_long_or_much(Face face)
    {
        await MeasureAsync(face, CorpusEntry.All[0]); // What is loaded once is not counted.
        List<string> costly = [];
        foreach (var entry in CorpusEntry.All)
        {
            var (time, bytes) = await MeasureAsync(face, entry);
            if (time > MostTime || bytes > MostBytes)
            {
                costly.Add($"{entry.File}: {time}, {bytes} bytes");
            }
        }

        Assert.Empty(costly);
    }

    private static async Task<(TimeSpan Time, long Bytes)> MeasureAsync(Face face, CorpusEntry entry)
    {
        await using var server = new RecordingServer(entry, Ending.Closes, times: 1);
        using var client = new HttpClient(HttpClientTransport.CreateHandler());
        var transport = face.Over(client, server.Endpoint);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var start = Environment.CpuUsage.TotalTime;
        await transport.RequestTokenAsync(Requests.Jane);
        return (Environment.CpuUsage.TotalTime - start, GC.GetTotalAllocatedBytes(precise: true) - before);
    }
}

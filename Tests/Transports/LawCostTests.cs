namespace PodioOAuth.Functional.Transports.Tests;

/// <summary>What a law costs with each transport: the processors' time, which does not depend on what else the machine does, and all that
/// the process allocates, the law's servers included.</summary>
[Collection(Alone.Name)]
public sealed class LawCostTests
{
    // About four times what is seen. Servers that send without end go up to 32 MiB: a transport that kept that would show.
    private const long MostBytes = 12 * 1024 * 1024;

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(10);

    [Theory, InlineData(Face.HttpClient), InlineData(Face.Flurl)]
    public async Task No_law_takes_long_or_much(Face face)
    {
        await TransportContract.Laws[0].CheckAsync(setup => Create(face, setup)); // What is loaded once is not counted.
        List<string> costly = [];
        foreach (var law in TransportContract.Laws)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var start = Environment.CpuUsage.TotalTime;
            var outcome = await law.CheckAsync(setup => Create(face, setup));
            var (time, bytes) = (Environment.CpuUsage.TotalTime - start, GC.GetTotalAllocatedBytes(precise: true) - before);
            if (!outcome.Holds || time > MostTime || bytes > MostBytes)
            {
                costly.Add($"{law}: {time}, {bytes} bytes. {outcome.Explanation}");
            }
        }

        Assert.True(costly.Count == 0, string.Join('\n', costly));
    }

    private static Transport Create(Face face, TransportSetup setup) => face.Over(
        HttpClientTransport.CreateHandler(),
        setup.Endpoint,
        new TransportOptions { MaxReplyBytes = setup.MaxReplyBytes, Timeout = setup.Timeout });
}

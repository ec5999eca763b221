using System.Diagnostics;

namespace PodioOAuth.Functional.Proxies;

/// <summary>How a case went in a process whose environment names a proxy; and what the proxy received.</summary>
/// <param name="Outcome">What the case said.</param>
/// <param name="Seen">How many requests came to its Podio.</param>
/// <param name="Received">All that came to the proxy.</param>
internal sealed record ProxiedRun(string Outcome, int Seen, string Received)
{
    // Variables that .NET reads, once in a process, however the machine that runs the tests has them.
    private static readonly string[] Variables =
        ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY", "GATEWAY_INTERFACE"];

    // By environment. They end with the tests, when nobody can write to them any more.
    private static readonly Dictionary<string, (RunningProcess Process, WireServer Proxy)> Started = [];
    private static readonly SemaphoreSlim Gate = new(1);

    /// <summary>Runs a case, in one process with all others of that environment.</summary>
    /// <param name="what">Its name.</param>
    /// <param name="environment"><c>NAME=value</c>, apart by blanks, where <c>PROXY</c> is the proxy's address.</param>
    internal static async Task<ProxiedRun> OfAsync(string what, string environment)
    {
        await Gate.WaitAsync();
        try
        {
            if (!Started.TryGetValue(environment, out var started))
            {
                Started[environment] = started = Start(environment);
            }

            var before = started.Proxy.Requests.Count;
            await started.Process.WriteLineAsync(what);
            var (outcome, seen) = (await started.Process.ReadLineAsync(), await started.Process.ReadLineAsync());
            return int.TryParse(seen, out var requests)
                ? new ProxiedRun(outcome!, requests, ReceivedBy(started.Proxy, before))
                : throw new InvalidOperationException($"{what}: {outcome} {await started.Process.Error}");
        }
        finally
        {
            Gate.Release();
        }
    }

    private static (RunningProcess Process, WireServer Proxy) Start(string environment)
    {
        var proxy = WireServer.Start(WireAnswers.Reply(502));
        var assembly = Checkout.Built("Tests/Proxies.Process", "podio-proxies-process.dll");
        var process = RunningProcess.Start(
            "dotnet", [assembly, proxy.Address.AbsoluteUri], start => Give(start, environment, proxy.Address));
        return (process, proxy);
    }

    // Has a process use the proxy, and none of the machine's.
    private static void Give(ProcessStartInfo start, string environment, Uri proxy)
    {
        foreach (var name in Variables)
        {
            start.Environment.Remove(name);
        }

        foreach (var variable in environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')))
        {
            start.Environment[variable[0]] = variable[1].Replace("PROXY", proxy.AbsoluteUri, StringComparison.Ordinal);
        }
    }

    private static string ReceivedBy(WireServer proxy, int before) => string.Concat(proxy.Requests.Skip(before).Select(
        request => Encoding.Latin1.GetString(request.Head.Span) + Encoding.Latin1.GetString(request.Body.Span)));
}

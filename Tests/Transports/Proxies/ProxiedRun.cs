using System.Diagnostics;
using System.Text;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional.Proxies;

/// <summary>How a case went in a process of its own, whose environment names a proxy; and what the proxy received.</summary>
/// <param name="Outcome">What the case said.</param>
/// <param name="Seen">How many requests came to its Podio.</param>
/// <param name="Received">All that came to the proxy.</param>
internal sealed record ProxiedRun(string Outcome, int Seen, string Received)
{
    // Variables that .NET reads, however the machine that runs the tests has them.
    private static readonly string[] Variables =
        ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY", "GATEWAY_INTERFACE"];

    /// <summary>Runs a case.</summary>
    /// <param name="what">Its name.</param>
    /// <param name="environment"><c>NAME=value</c>, apart by blanks, where <c>PROXY</c> is the proxy's address.</param>
    internal static async Task<ProxiedRun> OfAsync(string what, string environment)
    {
        await using var proxy = WireServer.Start(WireAnswers.Reply(502));
        var assembly = Checkout.Built("Tests/Proxies.Process", "podio-proxies-process.dll");
        var run = await ProcessRun.OfAsync(
            "dotnet", [assembly, what, proxy.Address.AbsoluteUri], start => Give(start, environment, proxy.Address));
        return run.ExitCode == 0 && run.Output.Split('\n') is [var outcome, var seen, ""]
            ? new ProxiedRun(outcome, int.Parse(seen, System.Globalization.CultureInfo.InvariantCulture), ReceivedBy(proxy))
            : throw new InvalidOperationException($"{what}: {run.ExitCode} {run.Text}");
    }

    /// <summary>Has a process use the proxy, and none of the machine's.</summary>
    internal static void Give(ProcessStartInfo start, string environment, Uri proxy)
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

    /// <summary>The requests, as text.</summary>
    internal static string ReceivedBy(WireServer proxy) => string.Concat(
        proxy.Requests.Select(request => Encoding.Latin1.GetString(request.Head.Span) + Encoding.Latin1.GetString(request.Body.Span)));
}

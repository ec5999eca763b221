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
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // Variables that .NET reads, however the machine that runs the tests has them.
    private static readonly string[] Variables =
        ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY", "GATEWAY_INTERFACE"];

    /// <summary>Runs a case.</summary>
    /// <param name="what">Its name.</param>
    /// <param name="environment"><c>NAME=value</c>, apart by blanks, where <c>PROXY</c> is the proxy's address.</param>
    internal static async Task<ProxiedRun> OfAsync(string what, string environment)
    {
        await using var proxy = WireServer.Start(WireAnswers.Reply(502));
        var start = new ProcessStartInfo("dotnet", [Assembly, what, proxy.Address.AbsoluteUri])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Give(start, environment, proxy.Address);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode == 0 && output.Split('\n') is [var outcome, var seen, ""]
            ? new ProxiedRun(outcome, int.Parse(seen, System.Globalization.CultureInfo.InvariantCulture), ReceivedBy(proxy))
            : throw new InvalidOperationException($"{what}: {process.ExitCode} {output}{await error}");
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

    // Where it was built, beside the project of the tests: it uses a framework that these do not have, perhaps.
    private static string Assembly
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.GetFullPath(Path.Combine(
                output.FullName, "..", "..", "..", "..", "Proxies.Process", "bin", output.Parent!.Name, output.Name,
                "podio-proxies-process.dll"));
        }
    }
}

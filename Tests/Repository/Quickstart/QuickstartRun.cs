using System.Diagnostics;

namespace PodioOAuth.Functional.Repository.Tests.Quickstart;

/// <summary>One row of the table of tokens.</summary>
internal sealed record Row(string Transport, string Format, string Grant, string Outcome)
{
    public bool HasToken => Outcome.StartsWith("token for ", StringComparison.Ordinal);
}

/// <summary>The Quickstart run as a process of its own, as a user runs it.</summary>
internal sealed record QuickstartRun(int ExitCode, string Output, IReadOnlyList<Row> Rows)
{
    private static readonly string Program = Path.Combine(
        Checkout.Root, "Examples", "Quickstart", "bin",
        Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(AppContext.BaseDirectory)))!, "net10.0", "Quickstart.dll");

    /// <summary>Runs it against the Podio at an address, or against its own where there is none.</summary>
    public static async Task<QuickstartRun> StartAsync(Uri? podio)
    {
        var start = new ProcessStartInfo("dotnet", [Program]) { RedirectStandardOutput = true };
        start.Environment.Remove("PODIO_URL");
        if (podio is not null)
        {
            start.Environment["PODIO_URL"] = podio.AbsoluteUri;
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new QuickstartRun(process.ExitCode, output, [.. output.Split('\n').Select(ReadRow).OfType<Row>()]);
    }

    private static Row? ReadRow(string line) => line.Split('│', StringSplitOptions.TrimEntries) is
        [_, ("HttpClient" or "Flurl") and var transport, ("Form" or "Json") and var format, var grant, var outcome, ..]
        ? new Row(transport, format, grant, outcome)
        : null;
}

namespace PodioOAuth.Functional.Repository.Tests.Quickstart;

/// <summary>One line of the list of tokens.</summary>
internal sealed record Row(string Transport, string Format, string Grant, string Outcome)
{
    public bool HasToken => Outcome.StartsWith("token for ", StringComparison.Ordinal);
}

/// <summary>The Quickstart run as a process of its own, as a user runs it.</summary>
internal sealed record QuickstartRun(int ExitCode, string Output, string Error, IReadOnlyList<Row> Rows)
{
    internal static readonly string Program = Checkout.Built("Examples/Quickstart", "Quickstart.dll");

    /// <summary>Runs it against the Podio at an address, or against its own where there is none.</summary>
    public static Task<QuickstartRun> StartAsync(Uri? podio) => StartAsync("PODIO_URL", podio?.AbsoluteUri);

    /// <summary>Runs it with a variable, and against its own Podio unless it is that.</summary>
    public static async Task<QuickstartRun> StartAsync(string variable, string? value)
    {
        var run = await ProcessRun.OfAsync("dotnet", [Program], start =>
        {
            start.Environment.Remove("PODIO_URL");
            if (value is not null)
            {
                start.Environment[variable] = value;
            }
        });
        return new QuickstartRun(run.ExitCode, run.Output, run.Error, [.. ReadRows(run.Output.Split('\n'))]);
    }

    private static IEnumerable<Row> ReadRows(IEnumerable<string> lines)
    {
        var section = ("", "");
        foreach (var line in lines)
        {
            if (line.Split(", ") is [("HttpClient" or "Flurl") and var transport, ("Form" or "Json") and var format])
            {
                section = (transport, format);
            }
            else if (line.Trim().Split(' ', 2) is
                [("password" or "refresh_token" or "app" or "authorization_code") and var grant, var outcome])
            {
                yield return new Row(section.Item1, section.Item2, grant, outcome.Trim());
            }
        }
    }
}

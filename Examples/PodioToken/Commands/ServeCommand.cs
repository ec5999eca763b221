using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using PodioOAuth.Functional;
using PodioToken.Reports;
using PodioToken.Settings;

namespace PodioToken.Commands;

/// <summary>Serves a local Podio with made-up accounts, and prints the variables that other commands need to use it.</summary>
internal sealed class ServeCommand : Command
{
    private readonly Option<int> _port = new("--port")
    {
        Description = "The port on 127.0.0.1; 0 lets the system choose a free one.",
        HelpName = "PORT",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object instead of the variables." };

    private readonly Surroundings _surroundings;

    public ServeCommand(Surroundings surroundings)
        : base("serve", "Serve a local Podio with made-up accounts until stopped, and print the variables for other commands.")
    {
        _surroundings = surroundings;
        _port.Between(0, IPEndPoint.MaxPort);
        Options.Add(_port);
        Options.Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var error = Terminal.Over(parsed.InvocationConfiguration.Error);
        var podio = new InMemoryPodio(
            SamplePodio.State(_surroundings.Time.GetUtcNow()).WithClient(SamplePodio.Client), // For any domain: login listens on localhost.
            _surroundings.Time);
        var lines = TextWriter.Synchronized(parsed.InvocationConfiguration.Error); // Requests may arrive at once.
        LocalPodio server;
        try
        {
            server = await LocalPodio.StartAsync(podio, parsed.GetValue(_port), lines.WriteLine, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            var teller = new Teller(
                parsed.InvocationConfiguration.Output,
                parsed.InvocationConfiguration.Error,
                new Manner(parsed.GetValue(_json)),
                _surroundings.Time);
            return teller.Tell(Outcome.Failed(ExitCode.CommandLine, string.Create(
                CultureInfo.InvariantCulture, $"Can't listen on port {parsed.GetValue(_port)}: {exception.Message}")));
        }

        await using (server)
        {
            error.WriteError(
                "This is NOT Podio, but a local stand-in with made-up accounts. Don't give it real secrets. "
                + $"Its control plane is at {server.Address.AbsoluteUri}_control. Ctrl-C stops it.");
            error.WriteParagraph("To sign in there, in another terminal:");
            lines.WriteLine($"  {NextCommand(server)}"); // Meant to be copied, so never wrapped.
            await PrintAsync(parsed.InvocationConfiguration.Output, parsed.GetValue(_json) ? Json(server, podio) : Lines(server, podio));
            error.WriteParagraph("Requests:");
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken); // Ends only by cancellation.
            return ExitCode.Done;
        }
    }

    // The secret is made up like the rest, and a variable isn't an argument.
    private static string NextCommand(LocalPodio server) => string.Join(' ',
    [
        Assign(Variable.Url, server.Address.AbsoluteUri),
        Assign(Variable.ClientId, SamplePodio.Client.ClientId),
        Assign(Variable.ClientSecret, SamplePodio.Client.ClientSecret.Reveal()),
        "podio-token login --profile local",
    ]);

    private static string Lines(LocalPodio server, InMemoryPodio podio) =>
        string.Concat(Values(server, podio).Select(pair => Assign(pair.Key, pair.Value) + "\n"));

    private static string Json(LocalPodio server, InMemoryPodio podio) => new JsonObject(
        [
            KeyValuePair.Create<string, JsonNode?>("outcome", "serving"),
            .. Values(server, podio).Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key.Name, pair.Value)),
        ]).ToJsonString() + "\n";

    private static KeyValuePair<Variable, string>[] Values(LocalPodio server, InMemoryPodio podio) =>
    [
        KeyValuePair.Create(Variable.Url, server.Address.AbsoluteUri),
        KeyValuePair.Create(Variable.ClientId, SamplePodio.Client.ClientId),
        KeyValuePair.Create(Variable.ClientSecret, SamplePodio.Client.ClientSecret.Reveal()),
        KeyValuePair.Create(Variable.Username, SamplePodio.Username),
        KeyValuePair.Create(Variable.Password, SamplePodio.Password.Reveal()),
        KeyValuePair.Create(Variable.AppId, SamplePodio.AppId.ToString(CultureInfo.InvariantCulture)),
        KeyValuePair.Create(Variable.AppToken, SamplePodio.AppToken.Reveal()),
        KeyValuePair.Create(
            Variable.Code, podio.IssueCode(SamplePodio.Client.ClientId, SamplePodio.UserId, SamplePodio.RedirectUri).Reveal()),
        KeyValuePair.Create(Variable.RedirectUri, SamplePodio.RedirectUri),
    ];

    // Written at once, so that a reader sees all lines or none.
    private static async Task PrintAsync(TextWriter output, string lines)
    {
        await output.WriteAsync(lines);
        await output.FlushAsync();
    }

    // Single quotes: to a shell everything within them but a single quote is text.
    private static string Assign(Variable variable, string value) =>
        $"{variable.Name}='{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}

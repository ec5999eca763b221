using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace PodioToken.Reports;

/// <summary>Tells an outcome: to a program as one JSON object on standard output; to a person as lines there, and what went wrong on
/// standard error.</summary>
internal sealed class Teller(TextWriter output, TextWriter error, bool isJson)
{
    // It is no HTML.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IAnsiConsole Error { get; } = Terminal.Over(error);

    /// <summary>Tells it, and gives the exit code.</summary>
    public int Tell(Outcome outcome)
    {
        if (isJson)
        {
            var json = new JsonObject([
                KeyValuePair.Create<string, JsonNode?>("outcome", outcome.Word),
                .. outcome.Facts.Select(fact => KeyValuePair.Create(fact.Name, fact.Value)),
            ]);
            if (outcome.Sentence is { } sentence)
            {
                json["message"] = sentence;
            }

            output.WriteLine(json.ToJsonString(Readable));
        }
        else
        {
            TellPerson(outcome);
        }

        return outcome.ExitCode;
    }

    /// <summary>Says something beside the outcome, whoever listens.</summary>
    public void Warn(string message) => Error.WriteError(message);

    // What is for a script comes out as it is; the rest as text: what a server says must not be taken for markup.
    private void TellPerson(Outcome outcome)
    {
        output.Write(outcome.Raw);
        if (outcome.Sentence is { } wrong)
        {
            Error.WriteError(wrong);
        }

        var console = Terminal.Over(output);
        var lines = outcome.Facts.Where(fact => fact.Label is not null).ToArray();
        var width = lines.Select(fact => fact.Label!.Length).DefaultIfEmpty().Max() + 2;
        foreach (var fact in lines)
        {
            console.Write(new Text(fact.Label!.PadRight(width), new Style(decoration: Decoration.Bold)));
            console.WriteLine(fact.Text ?? "");
        }
    }
}

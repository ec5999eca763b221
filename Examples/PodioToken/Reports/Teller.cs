using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace PodioToken.Reports;

/// <summary>How much is told, and to whom.</summary>
/// <param name="IsJson">To a program.</param>
/// <param name="IsQuiet">No more than errors and what a script reads.</param>
/// <param name="IsVerbose">Each request as well.</param>
internal sealed record Manner(bool IsJson = false, bool IsQuiet = false, bool IsVerbose = false);

/// <summary>Tells an outcome: to a program as one JSON object on standard output; to a person as lines there, and what went wrong on
/// standard error.</summary>
internal sealed class Teller(TextWriter output, TextWriter error, Manner manner, TimeProvider time)
{
    // It is no HTML.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Standard error. Progress is shown neither to who wants quiet, nor between the lines of requests.</summary>
    public IAnsiConsole Error { get; } = Terminal.Over(error, isStill: manner.IsQuiet || manner.IsVerbose);

    /// <summary>Whether no more than errors is wanted.</summary>
    public bool IsQuiet => manner.IsQuiet;

    /// <summary>Takes a line for each request; null where nobody wants them.</summary>
    public Action<string>? Log => manner.IsVerbose ? Error.WriteError : null;

    /// <summary>Tells it, and gives the exit code.</summary>
    public int Tell(Outcome outcome)
    {
        if (outcome.IsTold)
        {
            return outcome.ExitCode;
        }

        if (manner.IsJson)
        {
            output.WriteLine(ToJson(outcome).ToJsonString(Readable));
        }
        else
        {
            TellPerson(outcome);
        }

        return outcome.ExitCode;
    }

    /// <summary>An outcome for a program.</summary>
    public static JsonObject ToJson(Outcome outcome)
    {
        var json = new JsonObject([
            KeyValuePair.Create<string, JsonNode?>("outcome", outcome.Word),
            .. outcome.Facts.Where(fact => !fact.IsForPeople).Select(fact => KeyValuePair.Create(fact.Name, fact.Value)),
        ]);
        if (outcome.Sentence is { } sentence)
        {
            json["message"] = sentence;
        }

        return json;
    }

    /// <summary>Says something beside the outcome, whoever listens.</summary>
    public void Warn(string message)
    {
        if (!manner.IsQuiet)
        {
            Error.WriteError(ShellWord.Shown(message));
        }
    }

    /// <summary>The text of a fact for whoever reads it: a person's clock, or a form that sorts and parses.</summary>
    public string TextOf(Fact fact) => fact.At is not { } instant ? fact.Text ?? ""
        : Terminal.IsTerminal(output) ? Moments.Text(instant, time.GetUtcNow(), time.LocalTimeZone)
        : Words.Instant(instant)!;

    // What is for a script comes out as it is; the rest as text: what a server says must not be taken for markup.
    private void TellPerson(Outcome outcome)
    {
        if (outcome.RawBytes is { } bytes)
        {
            output.WriteBytes(bytes);
        }

        output.Write(outcome.Raw);
        if (outcome.Sentence is { } wrong)
        {
            Error.WriteError(ShellWord.Shown(wrong));
        }

        if (manner.IsQuiet)
        {
            return;
        }

        var console = Terminal.Over(output);
        if (outcome.Headline is { } headline)
        {
            console.WriteParagraph(headline);
        }

        var lines = outcome.Facts.Where(fact => fact.Label is not null).ToArray();
        var width = lines.Select(fact => fact.Label!.Length).DefaultIfEmpty().Max() + 2;
        foreach (var fact in lines)
        {
            var rows = Lines.Row(fact.Label!, width, ShellWord.Shown(TextOf(fact)), console.Profile.Width).ToArray();
            console.Write(new Text(fact.Label!, new Style(decoration: Decoration.Bold)));
            console.Profile.Out.Writer.WriteLine(rows[0][fact.Label!.Length..]);
            console.Profile.Out.Writer.WriteLines(rows[1..]);
        }
    }
}

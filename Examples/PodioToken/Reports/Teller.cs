using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace PodioToken.Reports;

/// <summary>The amount and format of output.</summary>
/// <param name="IsJson">Whether the output is JSON.</param>
/// <param name="IsQuiet">Whether only errors and output for scripts are printed.</param>
/// <param name="IsVerbose">Whether requests are logged.</param>
internal sealed record Manner(bool IsJson = false, bool IsQuiet = false, bool IsVerbose = false);

/// <summary>Reports an outcome: to a program as one JSON object on standard output; to a person as lines there, with errors on
/// standard error.</summary>
internal sealed class Teller(TextWriter output, TextWriter error, Manner manner, TimeProvider time)
{
    // The output isn't HTML.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Standard error. Progress is hidden in quiet mode, and while requests are logged.</summary>
    public IAnsiConsole Error { get; } = Terminal.Over(error, isStill: manner.IsQuiet || manner.IsVerbose);

    /// <summary>Whether only errors are printed.</summary>
    public bool IsQuiet => manner.IsQuiet;

    /// <summary>Logs a line for each request; null if requests aren't logged.</summary>
    public Action<string>? Log => manner.IsVerbose ? Error.WriteError : null;

    /// <summary>Reports an outcome and returns the exit code.</summary>
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

    /// <summary>Prints a warning, whatever the format is.</summary>
    public void Warn(string message)
    {
        if (!manner.IsQuiet)
        {
            Error.WriteError(ShellWord.Shown(message));
        }
    }

    /// <summary>The text of a fact: a local time for a person, or a sortable format.</summary>
    public string TextOf(Fact fact) => fact.At is not { } instant ? fact.Text ?? ""
        : Terminal.IsTerminal(output) ? Moments.Text(instant, time.GetUtcNow(), time.LocalTimeZone)
        : Words.Instant(instant)!;

    // Output for scripts is written unchanged; the rest as text, so that a server's words are never interpreted as markup.
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

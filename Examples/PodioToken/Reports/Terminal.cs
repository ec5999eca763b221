using System.Text;
using Spectre.Console;

namespace PodioToken.Reports;

/// <summary>Consoles over the two standard streams. Only a terminal gets colors and wrapped lines.</summary>
internal static class Terminal
{
    private const int PageWidth = 80;
    private const int NoWidth = 1 << 20; // A pipe has no width to break lines at.

    /// <summary>The console over a stream.</summary>
    /// <param name="writer">The stream.</param>
    /// <param name="isStill">Whether to hide progress even from a person.</param>
    public static IAnsiConsole Over(TextWriter writer, bool isStill = false)
    {
        var target = new AnsiConsoleOutput(writer);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = target,
            Ansi = target.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = target.IsTerminal && !isStill ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!target.IsTerminal)
        {
            console.Profile.Width = NoWidth;
        }

        return console;
    }

    /// <summary>Whether the console is a terminal.</summary>
    public static bool IsTerminal(TextWriter writer) => new AnsiConsoleOutput(writer).IsTerminal;

    /// <summary>Writes bytes to the underlying stream, or as UTF-8 text if there is none.</summary>
    public static void WriteBytes(this TextWriter writer, ReadOnlyMemory<byte> bytes)
    {
        writer.Flush();
        if (ReferenceEquals(writer, Console.Out))
        {
            using var stream = Console.OpenStandardOutput();
            stream.Write(bytes.Span);
        }
        else
        {
            writer.Write(Encoding.UTF8.GetString(bytes.Span));
        }

        if (IsTerminal(writer) && bytes.Span is [.., not (byte)'\n'])
        {
            writer.WriteLine(); // The shell's prompt gets its own line.
        }
    }

    /// <summary>The number of characters in a line for a person: the terminal's width, or 80 without one, as for a help page in a
    /// pager.</summary>
    public static int WidthOf(TextWriter writer) =>
        new AnsiConsoleOutput(writer) is { IsTerminal: true, Width: > 0 and var width } ? width : PageWidth;

    /// <summary>Writes lines.</summary>
    public static void WriteLines(this TextWriter writer, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            writer.WriteLine(line);
        }
    }

    /// <summary>Writes an error with the tool's name before it, as one paragraph.</summary>
    public static void WriteError(this IAnsiConsole console, string message)
    {
        const string Name = "podio-token: ";
        var lines = Lines.Wrap(Name + message, console.Profile.Width).ToArray();
        console.Write(new Text(Name, new Style(foreground: Color.Red)));
        console.Profile.Out.Writer.WriteLine(lines[0][Math.Min(Name.Length, lines[0].Length)..]);
        console.Profile.Out.Writer.WriteLines(lines[1..]);
    }

    /// <summary>Writes a paragraph.</summary>
    public static void WriteParagraph(this IAnsiConsole console, string text) =>
        console.Profile.Out.Writer.WriteLines(Lines.Wrap(text, console.Profile.Width));

    /// <summary>Runs a task, and shows progress on a terminal.</summary>
    public static Task<T> WhileShowingAsync<T>(this IAnsiConsole console, string what, Func<Task<T>> work) =>
        console.Profile.Capabilities is { Interactive: true, Ansi: true } && console.Profile.Out.IsTerminal
            ? console.Status().StartAsync(Markup.Escape(what), _ => work())
            : work();
}

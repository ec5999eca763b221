using Spectre.Console;

namespace PodioToken.Reports;

/// <summary>Consoles over the two standard streams. Colours and lines broken to a width are for a terminal alone.</summary>
internal static class Terminal
{
    private const int NoWidth = 1 << 20; // A pipe has no width to break lines at.

    public static IAnsiConsole Over(TextWriter writer)
    {
        var target = new AnsiConsoleOutput(writer);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = target,
            Ansi = target.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = target.IsTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!target.IsTerminal)
        {
            console.Profile.Width = NoWidth;
        }

        return console;
    }

    /// <summary>Writes an error with the tool's name before it.</summary>
    public static void WriteError(this IAnsiConsole console, string message)
    {
        console.Write(new Text("podio-token: ", new Style(foreground: Color.Red)));
        console.WriteLine(message);
    }

    /// <summary>Does something, and shows meanwhile that it is being done where somebody watches.</summary>
    public static Task<T> WhileShowingAsync<T>(this IAnsiConsole console, string what, Func<Task<T>> work) =>
        console.Profile.Capabilities is { Interactive: true, Ansi: true } && console.Profile.Out.IsTerminal
            ? console.Status().StartAsync(Markup.Escape(what), _ => work())
            : work();
}

using Spectre.Console;

namespace PodioToken.Asking;

/// <summary>Asks on a terminal. A secret leaves no trace on the screen, not even its length.</summary>
internal sealed class TerminalQuestions(IAnsiConsole console) : IQuestions
{
    public bool IsTerminal => true;

    public async Task<string?> AskAsync(string question, bool isSecret, CancellationToken cancellationToken)
    {
        // Turns off the terminal's echo before the question appears. It is restored when the process ends.
        _ = Console.KeyAvailable;
        var prompt = new TextPrompt<string>(Markup.Escape(question + ":"));
        return await (isSecret ? prompt.Secret(mask: null) : prompt).ShowAsync(console, cancellationToken);
    }
}

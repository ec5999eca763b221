using PodioToken.Reports;

namespace PodioToken.Asking;

/// <summary>Selects who answers questions.</summary>
internal static class Questions
{
    /// <summary>Questions that aren't answered.</summary>
    public static IQuestions None { get; } = new LineQuestions(TextReader.Null);

    /// <summary>The person at the terminal, otherwise the lines of standard input, or no one if questions can't be seen.</summary>
    public static IQuestions OfConsole() =>
        Console.IsInputRedirected ? new LineQuestions(Console.In)
        : Console.IsErrorRedirected ? None
        : new TerminalQuestions(Terminal.Over(Console.Error));
}

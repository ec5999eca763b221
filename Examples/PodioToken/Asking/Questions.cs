using PodioToken.Reports;

namespace PodioToken.Asking;

/// <summary>Who is there to be asked.</summary>
internal static class Questions
{
    /// <summary>Nobody.</summary>
    public static IQuestions None { get; } = new LineQuestions(TextReader.Null);

    /// <summary>The person at the terminal; else the lines of standard input; nobody where questions could not be seen.</summary>
    public static IQuestions OfConsole() =>
        Console.IsInputRedirected ? new LineQuestions(Console.In)
        : Console.IsErrorRedirected ? None
        : new TerminalQuestions(Terminal.Over(Console.Error));
}

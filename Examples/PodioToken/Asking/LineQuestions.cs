namespace PodioToken.Asking;

/// <summary>Takes one line of standard input for each question, where that is a pipe or a file. Nobody sees the questions.</summary>
internal sealed class LineQuestions(TextReader input) : IQuestions
{
    public bool IsTerminal => false;

    // The read cannot be cancelled, only left: a pipe that never ends must not keep Ctrl-C waiting. One that Ctrl-C has ended is no answer.
    public async Task<string?> AskAsync(string question, bool isSecret, CancellationToken cancellationToken)
    {
        var line = await Task.Run(input.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return string.IsNullOrEmpty(line) ? null : line;
    }
}

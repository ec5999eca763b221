namespace PodioToken.Asking;

/// <summary>Reads one line of standard input per question, if that is a pipe or a file. The questions aren't shown.</summary>
internal sealed class LineQuestions(TextReader input) : IQuestions
{
    public bool IsTerminal => false;

    // The read can't be canceled, only abandoned: an endless pipe must not block Ctrl-C. A line that Ctrl-C has ended isn't an answer.
    public async Task<string?> AskAsync(string question, bool isSecret, CancellationToken cancellationToken)
    {
        var line = await Task.Run(input.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return string.IsNullOrEmpty(line) ? null : line;
    }
}

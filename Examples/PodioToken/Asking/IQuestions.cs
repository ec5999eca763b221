namespace PodioToken.Asking;

/// <summary>Asks the person who runs the tool.</summary>
internal interface IQuestions
{
    /// <summary>Whether there is a person at a terminal.</summary>
    bool IsTerminal { get; }

    /// <summary>Asks a question and returns the answer; null if there is none.</summary>
    /// <param name="question">The question.</param>
    /// <param name="isSecret">Whether the answer is hidden while it is typed.</param>
    /// <param name="cancellationToken">Cancels the wait for an answer, as Ctrl-C does.</param>
    Task<string?> AskAsync(string question, bool isSecret, CancellationToken cancellationToken);
}

namespace PodioToken.Asking;

/// <summary>Asks whoever runs the tool.</summary>
internal interface IQuestions
{
    /// <summary>Whether a person sits before a terminal.</summary>
    bool IsTerminal { get; }

    /// <summary>Asks, and gives the answer; null where nobody answers.</summary>
    /// <param name="question">The question.</param>
    /// <param name="isSecret">Whether the answer is not to be seen while it is typed.</param>
    /// <param name="cancellationToken">Ends the wait for an answer, as Ctrl-C does.</param>
    Task<string?> AskAsync(string question, bool isSecret, CancellationToken cancellationToken);
}

namespace PodioOAuth.Functional.PodioToken.Tests.Running;

/// <summary>A person who has these answers, in this order, and remembers what was asked.</summary>
internal sealed class Asked(params string[] answers) : IQuestions
{
    private readonly Queue<string> _answers = new(answers);

    public bool IsTerminal => true;

    public List<(string Question, bool IsSecret)> Questions { get; } = [];

    public Task<string?> AskAsync(string question, bool isSecret, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Questions.Add((question, isSecret));
        return Task.FromResult(_answers.TryDequeue(out var answer) ? answer : null);
    }
}

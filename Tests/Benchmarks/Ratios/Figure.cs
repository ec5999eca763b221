namespace PodioOAuth.Functional.Benchmarks;

/// <summary>One comparison: our way against a peer's, and what was promised of it.</summary>
/// <param name="Name">The work that both do.</param>
/// <param name="Ours">Our contender.</param>
/// <param name="Peer">The strongest fair one there is.</param>
/// <param name="Goals">What was promised; nothing, for a figure that only informs.</param>
/// <param name="Compare">Throws unless both come to the same in substance. Runs before anything is timed.</param>
internal sealed record Figure(string Name, Contender Ours, Contender Peer, IReadOnlyList<Goal> Goals, Action Compare)
{
    /// <summary>Why a goal is missed, where that is known. Printed beside a verdict of missed, never instead of one.</summary>
    internal string? CauseOfMiss { get; init; }

    internal Goal? GoalFor(Measure measure) => Goals.FirstOrDefault(goal => goal.Measure == measure);
}

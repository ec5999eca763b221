namespace PodioOAuth.Functional;

/// <summary>A step that waits until the schedule continues it.</summary>
/// <param name="name">The name of the step in the story.</param>
/// <param name="cancellationToken">The caller's cancellation.</param>
internal sealed class Ticket(string name, CancellationToken cancellationToken = default)
{
    private readonly TaskCompletionSource _source = new(); // Continues at once, on the schedule's own thread.

    internal string Name => name;

    internal bool IsCanceled => cancellationToken.IsCancellationRequested;

    internal Task Task => _source.Task;

    internal void Go() => _source.TrySetResult();
}

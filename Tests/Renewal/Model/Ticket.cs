namespace PodioOAuth.Functional.Renewal.Tests.Model;

/// <summary>A step that waits until the schedule lets it go on.</summary>
internal sealed class Ticket(string name)
{
    private readonly TaskCompletionSource _source = new(); // Continues at once, on the schedule's own thread.

    internal string Name => name;

    internal Task Task => _source.Task;

    internal void Go() => _source.TrySetResult();
}

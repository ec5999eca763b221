using Microsoft.Coyote.Runtime;
using PodioOAuth.Functional.Stores;

namespace PodioOAuth.Functional.Coyote;

/// <summary>A folder for file stores. Every operation on a file is a scheduling point, and a wait for a lock ends at once.
/// </summary>
internal sealed class LabFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("podio-coyote-").FullName;

    internal int Locks => Directory.GetFiles(_path, "*.lock").Length + Directory.GetFiles(_path, "*.write").Length;

    internal ITokenStore Store(LabClock clock) => new FileTokenStore(_path, new Impatient(), (_, _) => SchedulingPoint.Interleave());

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private sealed class Impatient : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _ = Task.Run(async () =>
            {
                await Task.Yield();
                callback(state);
            });
            return new Nothing();
        }
    }

    private sealed class Nothing : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

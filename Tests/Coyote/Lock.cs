using System.Runtime.CompilerServices;
using Microsoft.Coyote.Runtime;
using PodioOAuth.Functional.Coyote;

namespace System.Threading;

/// <summary>The framework's lock over a monitor, which Coyote controls. It knows in which file it was made, so that a seeded bug can leave
/// out the locks of one class.</summary>
internal sealed class Lock([CallerFilePath] string file = "")
{
    private readonly object _monitor = new();

    // The pattern of the lock statement.
    public Scope EnterScope()
    {
        if (Seed.LeavesOut(file))
        {
            SchedulingPoint.Interleave(); // Where a lock would have let another go first.
            return default;
        }

        Monitor.Enter(_monitor);
        return new Scope(_monitor);
    }

    public readonly ref struct Scope(object monitor)
    {
        public void Dispose()
        {
            if (monitor is not null)
            {
                Monitor.Exit(monitor);
            }
        }
    }
}

using System.Runtime.CompilerServices;
using Microsoft.Coyote.Runtime;
using PodioOAuth.Functional.Coyote;

namespace System.Threading;

/// <summary>The framework's lock implemented over a monitor, which Coyote controls. It knows the file that created it, so that a seeded bug
/// can disable the locks of one class.</summary>
internal sealed class Lock([CallerFilePath] string file = "")
{
    private readonly object _monitor = new();

    // The pattern of the lock statement.
    public Scope EnterScope()
    {
        if (Seed.LeavesOut(file))
        {
            SchedulingPoint.Interleave(); // A scheduling point, as a lock would be.
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

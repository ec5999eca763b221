namespace PodioOAuth.Functional.Stores;

/// <summary>Named locks for the callers of one process. They are never lost, and unused names take no memory.</summary>
internal sealed class InProcessLocks
{
    private readonly Dictionary<string, Gate> _gates = new(StringComparer.Ordinal);

    /// <summary>The number of names that are locked or waited for.</summary>
    internal int Count
    {
        get
        {
            lock (_gates)
            {
                return _gates.Count;
            }
        }
    }

    internal async Task<StoreLock?> LockAsync(string name, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var gate = Enter(name);
        var isHeld = false;
        try
        {
            isHeld = await gate.Semaphore.WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (!isHeld)
            {
                Leave(name, gate);
            }
        }

        return !isHeld ? null : new StoreLock(() =>
        {
            gate.Semaphore.Release();
            Leave(name, gate);
            return Task.CompletedTask;
        });
    }

    private Gate Enter(string name)
    {
        lock (_gates)
        {
            if (!_gates.TryGetValue(name, out var gate))
            {
                _gates.Add(name, gate = new Gate());
            }

            gate.Users++;
            return gate;
        }
    }

    private void Leave(string name, Gate gate)
    {
        lock (_gates)
        {
            if (--gate.Users == 0)
            {
                _gates.Remove(name);
            }
        }
    }

    private sealed class Gate
    {
        internal SemaphoreSlim Semaphore { get; } = new(1);

        internal int Users { get; set; }
    }
}

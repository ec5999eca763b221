using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests;

/// <summary>Threads of which one runs at a time, from one point to its next, and chance says which: so what they do is interleaved in as
/// many ways on one busy core as on many idle ones.</summary>
/// <remarks>A thread that waits for a lock or a task of another's is passed over until it has come to a point. Whether it waits is what the
/// runtime says of it, so no time is measured.</remarks>
internal sealed class Interleaving(int seed)
{
    private static readonly TimeSpan Patience = RunningProcess.Patience; // Only a deadlock takes so long.

    [ThreadStatic]
    private static Worker? _mine;

    private readonly Random _random = new(seed);
    private readonly List<Worker> _workers = []; // Those that have not ended. And the lock on who goes on.
    private Exception? _failure;
    private bool _hasBegun;

    /// <summary>Another thread may go first here. Outside of all it does nothing.</summary>
    internal static void Point() => _mine?.WaitForItsTurn();

    /// <summary>Waits for what another thread does.</summary>
    internal static T ResultOf<T>(Task<T> task)
    {
        while (_mine is { } mine && !task.IsCompleted)
        {
            mine.WaitForItsTurn();
        }

        return task.GetAwaiter().GetResult();
    }

    /// <summary>Begins a thread, which waits for its turn.</summary>
    internal void Start(Action work)
    {
        var worker = new Worker(this, work);
        lock (_workers)
        {
            _workers.Add(worker);
        }

        worker.Start();
    }

    /// <summary>Work on a thread of its own, for who waits for it.</summary>
    internal Task<T> Launch<T>(Func<Task<T>> work)
    {
        var done = new TaskCompletionSource<T>();
        Start(() => done.SetResult(work().GetAwaiter().GetResult()));
        return done.Task;
    }

    /// <summary>Runs all threads to their ends.</summary>
    internal void Run()
    {
        _hasBegun = true;
        if (!SpinWait.SpinUntil(HasEnded, Patience))
        {
            throw new TimeoutException("The threads wait for each other.");
        }

        if (_failure is not null)
        {
            throw new InvalidOperationException("A thread has failed.", _failure);
        }
    }

    // A thread that comes to a point or to its end says who goes on. Where one waits for a lock, nobody else does.
    private bool HasEnded()
    {
        lock (_workers)
        {
            Choose();
            return _workers.Count == 0;
        }
    }

    // Under the lock.
    private void Choose()
    {
        if (_hasBegun && _workers.All(worker => worker.IsSettled)
            && _workers.Where(worker => worker.State == State.AtPoint).ToList() is { Count: > 0 } ready)
        {
            ready[_random.Next(ready.Count)].GoOn();
        }
    }

    private enum State
    {
        Begun,
        AtPoint,
        Released, // And not awake yet.
        Running,
    }

    private sealed class Worker(Interleaving all, Action work)
    {
        private readonly object _turn = new();
        private Thread? _thread;
        private volatile State _state;

        internal State State => _state;

        internal bool IsSettled => _state switch
        {
            State.AtPoint => true,
            State.Running => _thread!.ThreadState.HasFlag(ThreadState.WaitSleepJoin),
            _ => false,
        };

        internal void Start()
        {
            _thread = new Thread(Work) { IsBackground = true };
            _thread.Start();
        }

        internal void WaitForItsTurn()
        {
            lock (all._workers)
            {
                _state = State.AtPoint;
                all.Choose();
            }

            lock (_turn)
            {
                while (_state == State.AtPoint)
                {
                    Monitor.Wait(_turn);
                }

                _state = State.Running;
            }
        }

        // Under the lock of all.
        internal void GoOn()
        {
            lock (_turn)
            {
                _state = State.Released;
                Monitor.Pulse(_turn);
            }
        }

        private void Work()
        {
            _mine = this;
            WaitForItsTurn();
            Exception? failure = null;
            try
            {
                work();
            }
            catch (Exception exception)
            {
                failure = exception;
            }

            lock (all._workers)
            {
                all._failure ??= failure;
                all._workers.Remove(this);
                all.Choose();
            }
        }
    }
}

using LanguageExt;

namespace PodioOAuth.Functional.Renewal.Tests.Linearizability;

/// <summary>Threads of which one runs at a time, from one point to its next, and chance says which: so what they do is interleaved in as
/// many ways on one busy core as on many idle ones.</summary>
/// <remarks>A thread that waits for a lock or a task of another's is passed over until it has come to a point. Whether it waits is what the
/// runtime says of it, so no time is measured.</remarks>
internal sealed class Interleaving(int seed)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1); // Only a deadlock takes so long.

    [ThreadStatic]
    private static Worker? _mine;

    private readonly Random _random = new(seed);
    private readonly List<Worker> _workers = [];

    /// <summary>Another thread may go first here. Outside of all it does nothing.</summary>
    internal static void Point() => _mine?.WaitForItsTurn();

    /// <summary>Begins a thread, which waits for its turn.</summary>
    internal void Start(Action work)
    {
        var worker = new Worker(work);
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
        while (Settled().Where(worker => worker.IsAtPoint).ToList() is { Count: > 0 } ready)
        {
            ready[_random.Next(ready.Count)].GoOn();
        }

        if (_workers.Select(worker => worker.Failure).OfType<Exception>().FirstOrDefault() is { } failure)
        {
            throw new InvalidOperationException("A thread has failed.", failure);
        }
    }

    // Until all wait, and one of them at a point, or all have ended.
    private IReadOnlyList<Worker> Settled()
    {
        IReadOnlyList<Worker> workers = [];
        return SpinWait.SpinUntil(
            () =>
            {
                lock (_workers)
                {
                    workers = [.. _workers];
                }

                return workers.All(worker => worker.IsSettled)
                    && (workers.Any(worker => worker.IsAtPoint) || workers.All(worker => worker.IsDone));
            },
            Patience)
            ? workers
            : throw new TimeoutException("The threads wait for each other.");
    }

    private enum State
    {
        Begun,
        AtPoint,
        Released, // And not awake yet.
        Running,
        Done,
    }

    private sealed class Worker(Action work)
    {
        private readonly object _gate = new();
        private volatile State _state;
        private Thread? _thread;

        internal bool IsAtPoint => _state == State.AtPoint;

        internal bool IsDone => _state == State.Done;

        internal Exception? Failure { get; private set; }

        internal bool IsSettled => _state switch
        {
            State.AtPoint or State.Done => true,
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
            lock (_gate)
            {
                _state = State.AtPoint;
                while (_state == State.AtPoint)
                {
                    Monitor.Wait(_gate);
                }

                _state = State.Running;
            }
        }

        internal void GoOn()
        {
            lock (_gate)
            {
                _state = State.Released;
                Monitor.Pulse(_gate);
            }
        }

        private void Work()
        {
            _mine = this;
            WaitForItsTurn();
            try
            {
                work();
            }
            catch (Exception exception)
            {
                Failure = exception;
            }

            _state = State.Done;
        }
    }
}

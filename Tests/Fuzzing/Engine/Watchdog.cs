namespace PodioOAuth.Functional.Fuzzing;

/// <summary>Notices an input that does not end: the count of executions stands still.</summary>
internal sealed class Watchdog : IDisposable
{
    private readonly Timer _timer;
    private long _last = -1;

    /// <summary>Looks at the count each <paramref name="longest"/>, and says so where it is the same as before.</summary>
    internal Watchdog(Func<long> executions, TimeSpan longest, Action hangs) => _timer = new Timer(
        _ =>
        {
            var now = executions();
            if (now == _last)
            {
                hangs();
            }

            _last = now;
        },
        state: null, longest, longest);

    public void Dispose() => _timer.Dispose();
}

namespace PodioOAuth.Functional.Fuzzing;

/// <summary>Detects an input that doesn't end, because the number of executions doesn't change.</summary>
internal sealed class Watchdog : IDisposable
{
    private readonly Timer _timer;
    private long _last = -1;

    /// <summary>Checks the number after each <paramref name="longest"/>, and reports if it is the same as before.</summary>
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

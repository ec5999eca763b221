namespace PodioOAuth.Functional.Renewal.Tests;

/// <summary>What nobody awaits: .NET reports it once it is collected.</summary>
internal static class Unobserved
{
    /// <summary>Whether an exception with this message, which no other test throws, is reported of what the act leaves behind.</summary>
    internal static bool Reports(string message, Action act)
    {
        var isReported = false;
        void Note(object? sender, UnobservedTaskExceptionEventArgs e)
        {
            if (e.Exception.InnerExceptions.Any(inner => inner.Message == message))
            {
                Volatile.Write(ref isReported, true);
            }
        }

        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            Run(act);
            return SpinWait.SpinUntil(
                () =>
                {
                    GC.Collect();
                    GC.WaitForPendingFinalizers();
                    return Volatile.Read(ref isReported);
                },
                RunningProcess.Patience);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }
    }

    // Not inlined: a task that the caller's frame still holds is not collected.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run(Action act) => act();
}

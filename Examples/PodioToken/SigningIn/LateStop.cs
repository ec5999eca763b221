namespace PodioToken.SigningIn;

/// <summary>A Ctrl-C after a code was sent: it is spent by now, so what it brings is waited for a moment longer.</summary>
internal static class LateStop
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The outcome of the work, also if it comes a little after a stop.</summary>
    /// <exception cref="OperationCanceledException">It was stopped, and nothing came.</exception>
    public static async Task<T> WaitAsync<T>(Task<T> work, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return await work.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Task.WhenAny(work, Task.Delay(Patience, time, CancellationToken.None));
            return work.IsCompleted ? await work : throw new OperationCanceledException(cancellationToken);
        }
    }
}

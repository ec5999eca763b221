namespace PodioToken.SigningIn;

/// <summary>Handles Ctrl-C after a code or a refresh token was sent: it is used up, so the result is awaited for a moment longer.</summary>
internal static class LateStop
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Returns the result of the work, even if it arrives shortly after a stop.</summary>
    /// <exception cref="OperationCanceledException">It was stopped, and no result arrived.</exception>
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

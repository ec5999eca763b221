namespace PodioOAuth.Functional.PodioToken.Tests.Running;

/// <summary>A token request that is held on its way to Podio: the next one, once it is armed.</summary>
internal sealed class HeldRequest
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isArmed;

    public Task Arrived => _arrived.Task;

    public void Arm() => Volatile.Write(ref _isArmed, true);

    public void Release() => _released.SetResult();

    /// <summary>What answers a request in Podio's place: nothing does, but a held one waits here.</summary>
    public HttpReply? Answer(ReceivedRequest request)
    {
        if (request.RevealPath().StartsWith("/oauth/token", StringComparison.Ordinal) && Interlocked.Exchange(ref _isArmed, false))
        {
            _arrived.SetResult();
            _released.Task.GetAwaiter().GetResult();
        }

        return null;
    }
}

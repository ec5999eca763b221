using System.Diagnostics;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>A server that begins an answer and then stalls for far longer than the timeout of a law, so that the order of events decides,
/// not a clock.</summary>
/// <param name="beginning">The bytes that are sent at once.</param>
/// <param name="drip">The bytes that are then sent repeatedly, or none.</param>
internal sealed class SlowPeer(string beginning, string drip = "")
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isOutOfPatience;
    private long _begunAt;

    /// <summary>How long it stalls.</summary>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Completes when the beginning has been sent.</summary>
    internal Task HasBegun => _begun.Task;

    /// <summary>Whether the transport has had the beginning for a while. If not, its behavior can't be judged.</summary>
    internal bool WasSeenFor(TimeSpan time) => HasBegun.IsCompleted && Stopwatch.GetElapsedTime(_begunAt) >= time;

    /// <summary>Null if the transport returned while the server was still sending.</summary>
    internal string? WasOutlasted() =>
        _isOutOfPatience ? $"returned only after {Patience.TotalSeconds:0} seconds, when the server gave up" : null;

    internal Task AnswerAsync(WireRequest request, WireConnection connection) => ServeAsync(connection);

    internal async Task ServeAsync(WireConnection connection)
    {
        await connection.SendAsync(beginning).ConfigureAwait(false);
        _begunAt = Stopwatch.GetTimestamp();
        _begun.TrySetResult();
        var pauses = drip.Length == 0 ? 1 : (int)(Patience / Pause);
        for (var i = 0; i < pauses; i++)
        {
            if (await connection.PeerLeavesAsync(Patience / pauses).ConfigureAwait(false))
            {
                return;
            }

            await connection.SendAsync(drip).ConfigureAwait(false);
        }

        _isOutOfPatience = true;
        connection.Close();
    }
}

using System.Diagnostics;
using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

/// <summary>A server that begins an answer and then takes its time: more than ten times what a transport is allowed in the laws, so that
/// the order of things decides, not a clock.</summary>
/// <param name="beginning">The bytes at once.</param>
/// <param name="drip">The bytes again and again after them, or none.</param>
internal sealed class SlowPeer(string beginning, string drip = "")
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isOutOfPatience;
    private long _begunAt;

    /// <summary>Ends when the beginning is sent.</summary>
    internal Task HasBegun => _begun.Task;

    /// <summary>Whether the transport had the beginning before it for a while: if not, nothing can be said of what it made of it.</summary>
    internal bool WasSeenFor(TimeSpan time) => HasBegun.IsCompleted && Stopwatch.GetElapsedTime(_begunAt) >= time;

    /// <summary>Null if the transport came back while the server was still at it.</summary>
    internal string? WasOutlasted() =>
        _isOutOfPatience ? $"came back only after {Patience.TotalSeconds:0} seconds, when the server gave up" : null;

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

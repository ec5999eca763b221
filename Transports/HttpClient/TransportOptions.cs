using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>The bounds that a transport keeps, and what it may believe of its client.</summary>
/// <remarks>Immutable, with value equality.</remarks>
public sealed record TransportOptions
{
    /// <summary>A reply of at most 1 MiB, and the client's own timeout.</summary>
    public static TransportOptions Default { get; } = new();

    /// <summary>
    /// The largest body that is read, in bytes; decompressed ones where the client decompresses. A larger one is given up and becomes
    /// <see cref="HttpReply.IsBodyTooLarge"/>. By default <see cref="HttpReply.MaxBodyBytes"/>, which is also the most that
    /// <see cref="TokenReply.Parse"/> reads.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public int MaxReplyBytes
    {
        get;
        init => field = value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The largest reply has to have at least one byte.");
    } = HttpReply.MaxBodyBytes;

    /// <summary>
    /// The time allowed for one exchange: connecting, sending, the reply's headers and its whole body. Null, the default, allows what the
    /// client itself allows; the shorter of the two wins, as a client cannot be told to wait longer than it wants.
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> is the same as null. When it has run out the error is
    /// <see cref="UnreachableReason.Timeout"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero, negative, or above <see cref="int.MaxValue"/> milliseconds (24
    /// days).</exception>
    public TimeSpan? Timeout
    {
        get;
        init => field = value is null || IsTimeout(value.Value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A timeout has to be positive and at most 24 days.");
    }

    /// <summary>
    /// Says of the client that plain http to loopback does not go through <see cref="HttpClient.DefaultProxy"/>: its handler is of
    /// <see cref="HttpClientTransport.CreateHandler"/>, uses no proxy, uses one that you chose, or makes no connections. Else, where that
    /// proxy would get the requests of a plain-http endpoint, unencrypted, the client is refused. False by default; a client of
    /// <see cref="HttpClientTransport.CreateClient"/> does not need it.
    /// </summary>
    /// <remarks>It is believed: a transport cannot see a client's handlers. .NET's handlers read the default proxy once, at their first
    /// request.</remarks>
    public bool BypassesDefaultProxy { get; init; }

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(
            CultureInfo.InvariantCulture,
            $"MaxReplyBytes = {MaxReplyBytes}, Timeout = {Timeout}, BypassesDefaultProxy = {BypassesDefaultProxy}");
        return true;
    }

    private static bool IsTimeout(TimeSpan value) =>
        value == System.Threading.Timeout.InfiniteTimeSpan || (value > TimeSpan.Zero && value.TotalMilliseconds <= int.MaxValue);
}

/// <summary>The time allowed for one exchange, and the caller's wish to end it earlier. Disposing it ends it and keeps it for another
/// exchange.</summary>
/// <remarks>
/// A new source for each exchange, with its timer and its link to the client's own, is a tenth of all that an exchange allocates. One that
/// was cancelled, or is about to be, is never used again: a token does not go back from cancelled to not cancelled. Who registered with the
/// token and did not take that back is forgotten at the end.
/// </remarks>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly Pool _pool;
    private CancellationTokenRegistration _caller;

    private Deadline(Pool pool) => _pool = pool;

    /// <summary>Cancelled when the time is over or the caller has cancelled.</summary>
    internal CancellationToken Token => _source.Token;

    /// <summary>Ends the exchange's use of it.</summary>
    public void Dispose()
    {
        _caller.Dispose(); // Waits for a cancellation that is under way: from here on nobody cancels but the timer.
        if (!_source.TryReset() || !_pool.TryKeep(this))
        {
            _source.Dispose();
        }
    }

    /// <summary>The shorter of two times; null, <see cref="Timeout.InfiniteTimeSpan"/> and what no timer can count (Flurl
    /// takes any span) are longer than any.</summary>
    internal static TimeSpan Shorter(TimeSpan? one, TimeSpan other)
    {
        var (first, second) = (Countable(one), Countable(other));
        return first is null || second < first ? second ?? Timeout.InfiniteTimeSpan : first.Value;
    }

    private static TimeSpan? Countable(TimeSpan? time) =>
        time is { } span && span != Timeout.InfiniteTimeSpan && span.TotalMilliseconds <= int.MaxValue ? span : null;

    private void Start(TimeSpan time, CancellationToken caller)
    {
        _source.CancelAfter(time);
        _caller = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    /// <summary>Deadlines that wait for an exchange. Safe for concurrent use.</summary>
    /// <param name="most">How many it keeps.</param>
    internal sealed class Pool(int most = 256)
    {
        private readonly ConcurrentQueue<Deadline> _idle = new();

        /// <summary>Keeps none, so that no two exchanges share one.</summary>
        internal static Pool None { get; } = new(most: 0);

        /// <summary>A deadline that begins now.</summary>
        internal Deadline Start(TimeSpan time, CancellationToken caller)
        {
            var deadline = _idle.TryDequeue(out var idle) ? idle : new Deadline(this);
            deadline.Start(time, caller);
            return deadline;
        }

        internal bool TryKeep(Deadline deadline)
        {
            if (_idle.Count >= most)
            {
                return false;
            }

            _idle.Enqueue(deadline);
            return true;
        }
    }
}

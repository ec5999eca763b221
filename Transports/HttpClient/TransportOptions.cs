using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional;

/// <summary>The limits of a transport, and what it may assume about its client.</summary>
/// <remarks>Immutable, with value equality.</remarks>
public sealed record TransportOptions
{
    /// <summary>A reply of at most 1 MiB, and the client's own timeout.</summary>
    public static TransportOptions Default { get; } = new();

    /// <summary>The maximum size of a body in bytes, after decompression if the client decompresses. A larger body isn't read further and
    /// becomes <see cref="HttpReply.IsBodyTooLarge"/>. The default is <see cref="HttpReply.MaxBodyBytes"/>, which is also the most that
    /// <see cref="TokenReply.Parse"/> reads.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int MaxReplyBytes
    {
        get;
        init => field = value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The maximum size must be at least one byte.");
    } = HttpReply.MaxBodyBytes;

    /// <summary>The time allowed for one exchange: connecting, sending, and receiving the reply's headers and complete body. Null, the
    /// default, allows what the client itself allows; the shorter of the two applies, because a client can't be made to wait longer than
    /// its own timeout. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> is the same as null. When the time has expired, the error
    /// is <see cref="UnreachableReason.Timeout"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative, or greater than <see cref="int.MaxValue"/> milliseconds
    /// (24 days).</exception>
    public TimeSpan? Timeout
    {
        get;
        init => field = value is null || IsTimeout(value.Value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A timeout must be positive and at most 24 days.");
    }

    /// <summary>Whether the client doesn't send plain http to loopback through <see cref="HttpClient.DefaultProxy"/>: its handler is from
    /// <see cref="HttpClientTransport.CreateHandler"/>, uses no proxy, uses one that you chose, or makes no connections. Otherwise, if that
    /// proxy would receive the unencrypted requests of a plain-http endpoint, the client is refused. The default is false; a client from
    /// <see cref="HttpClientTransport.CreateClient"/> doesn't need it.</summary>
    /// <remarks>The value is trusted, because a transport can't see a client's handlers. .NET's handlers read the default proxy once, at
    /// their first request.</remarks>
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

/// <summary>The time limits that a client itself sets for an exchange.</summary>
/// <param name="Exchange">For all of it, which the exchange has to enforce.</param>
/// <param name="Headers">Until the headers arrive, which the client enforces.</param>
internal readonly record struct ClientTimeouts(TimeSpan Exchange, TimeSpan Headers)
{
    internal ClientTimeouts(HttpClient client)
        : this(client.Timeout, client.Timeout)
    {
    }
}

/// <summary>The time allowed for one exchange, combined with the caller's cancellation. Disposing it ends the exchange's use and keeps it
/// for another exchange.</summary>
/// <remarks>A new source for each exchange, with its timer and its link to the client's own, would be a tenth of all that an exchange
/// allocates. One that was canceled, or is about to be, is never reused, because cancellation can't be undone. Registrations that weren't
/// removed are dropped at the end.</remarks>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly Pool _pool;
    private CancellationTokenRegistration _caller;
    private TimeSpan _time;
    private long _start;

    private Deadline(Pool pool) => _pool = pool;

    /// <summary>The caller's own token.</summary>
    internal CancellationToken Caller { get; private set; }

    /// <summary>Whether the timer was started.</summary>
    internal bool HasBegun { get; private set; }

    /// <summary>A token that is canceled when the time is over or the caller cancels, from <see cref="Begin"/> on.</summary>
    internal CancellationToken Token => _source.Token;

    /// <summary>Starts the timer, for the time that is left, and listens to the caller.</summary>
    internal void Begin()
    {
        if (HasBegun)
        {
            return;
        }

        HasBegun = true;
        if (_time != Timeout.InfiniteTimeSpan)
        {
            _source.CancelAfter(Max(_time - Stopwatch.GetElapsedTime(_start), TimeSpan.Zero));
        }

        _caller = Caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    /// <summary>Ends the exchange's use of this deadline.</summary>
    public void Dispose()
    {
        _caller.Dispose(); // Waits for a cancellation in progress: from here on only the timer cancels.
        (_caller, Caller, HasBegun) = (default, default, false);
        if (!_source.TryReset() || !_pool.TryKeep(this))
        {
            _source.Dispose();
        }
    }

    /// <summary>Returns the shorter of two times; null, <see cref="Timeout.InfiniteTimeSpan"/> and spans that exceed a timer's range (Flurl
    /// accepts any span) count as the longest.</summary>
    internal static TimeSpan Shorter(TimeSpan? one, TimeSpan other)
    {
        var (first, second) = (Countable(one), Countable(other));
        return first is null || second < first ? second ?? Timeout.InfiniteTimeSpan : first.Value;
    }

    private static TimeSpan? Countable(TimeSpan? time) =>
        time is { } span && span != Timeout.InfiniteTimeSpan && span.TotalMilliseconds <= int.MaxValue ? span : null;

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;

    /// <summary>A pool of deadlines that wait for an exchange. Safe for concurrent use.</summary>
    /// <param name="most">The maximum number of deadlines to keep.</param>
    internal sealed class Pool(int most = 256)
    {
        private readonly ConcurrentQueue<Deadline> _idle = new();

        /// <summary>A pool that keeps none, so that no two exchanges share one.</summary>
        internal static Pool None { get; } = new(most: 0);

        /// <summary>Gets a deadline whose time runs from now on.</summary>
        internal Deadline Start(TimeSpan time, CancellationToken caller)
        {
            var deadline = _idle.TryDequeue(out var idle) ? idle : new Deadline(this);
            (deadline._time, deadline._start, deadline.Caller) = (time, Stopwatch.GetTimestamp(), caller);
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

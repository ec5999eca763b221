namespace PodioOAuth.Functional;

// TransportOptions = the largest reply × the time allowed?

/// <summary>The bounds that a transport keeps.</summary>
/// <remarks>Immutable, with value equality.</remarks>
public sealed record TransportOptions
{
    /// <summary>A reply of at most 1 MiB, and the client's own timeout.</summary>
    public static TransportOptions Default { get; } = new();

    /// <summary>
    /// The largest body that is read, in bytes; decompressed ones where the client decompresses. A larger one is given up and becomes
    /// <see cref="HttpReply.IsBodyTooLarge"/>. By default 1,048,576, which is also the most that <see cref="TokenReply.Parse"/> reads.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public int MaxReplyBytes
    {
        get;
        init => field = value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The largest reply has to have at least one byte.");
    } = 1024 * 1024;

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

    /// <summary>The shorter of two times; null, <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> and what no timer can count (Flurl
    /// takes any span) are longer than any.</summary>
    internal static TimeSpan Shorter(TimeSpan? one, TimeSpan other)
    {
        var (first, second) = (Countable(one), Countable(other));
        return first is null || second < first ? second ?? System.Threading.Timeout.InfiniteTimeSpan : first.Value;
    }

    private static TimeSpan? Countable(TimeSpan? time) =>
        time is { } span && span != System.Threading.Timeout.InfiniteTimeSpan && span.TotalMilliseconds <= int.MaxValue ? span : null;

    private static bool IsTimeout(TimeSpan value) =>
        value == System.Threading.Timeout.InfiniteTimeSpan || (value > TimeSpan.Zero && value.TotalMilliseconds <= int.MaxValue);
}

using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

// Fault = Refuse      the connection is refused
//       | Cut         (cut point × was it carried out?)
//       | Delay       (how long)
//       | Reject      (status × code × detail?)
//       | RateLimit   (wait?)
//       | Unavailable (status × Retry-After?)
//       | Reply       (any reply)

/// <summary>A deliberate failure of one request. Closed and immutable, with value equality.</summary>
/// <remarks>Armed by <see cref="PodioState.Arm"/> and used up by the next matching request. Unless stated otherwise, the request isn't
/// processed. <see cref="PodioServer"/> chooses the reply and names the fault in its step; whoever delivers the reply (the in-memory
/// transport, a loopback server) causes the failure.</remarks>
public abstract record Fault
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private protected Fault()
    {
    }

    /// <summary>The connection is refused, and the request is never seen. A loopback server, which has already accepted the connection,
    /// resets it.</summary>
    public static Fault Refuse { get; } = new RefuseFault();

    /// <summary>The worst case: the request is processed, and its reply is lost. A refresh token is used up, and the client doesn't get the
    /// next one.</summary>
    public static Fault DropReply { get; } = new CutFault(CutPoint.BeforeHeaders, isCarriedOut: true);

    /// <summary>Creates a fault that cuts the connection.</summary>
    /// <param name="at">How much of the reply arrives.</param>
    /// <param name="isCarriedOut">Whether the request is processed first, which a client can't tell.</param>
    /// <exception cref="ArgumentOutOfRangeException">The cut point is undefined.</exception>
    public static Fault Cut(CutPoint at, bool isCarriedOut = false) => Enum.IsDefined(at)
        ? new CutFault(at, isCarriedOut)
        : throw new ArgumentOutOfRangeException(nameof(at), at, "The cut point is undefined.");

    /// <summary>Creates a fault that processes the request at once and delays the reply.</summary>
    /// <param name="by">The delay, from zero to a day, by the clock of the server's <see cref="TimeProvider"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative or longer than a day.</exception>
    public static Fault Delay(TimeSpan by) => new DelayFault(InRange(by));

    /// <summary>Creates a fault that rejects the request, whatever it is.</summary>
    /// <param name="error">The <c>error</c> member, such as <c>invalid_grant</c>.</param>
    /// <param name="detail">The <c>error_detail</c> member, or null.</param>
    /// <param name="status">A status from 400 to 499. Podio's is 400 (PODIO 4.4).</param>
    /// <exception cref="ArgumentException">The code is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The status is out of range.</exception>
    public static Fault Reject(string error, string? detail = null, int status = 400)
    {
        ArgumentException.ThrowIfNullOrEmpty(error);
        return new RejectFault(error, detail, InRange(status, from: 400, to: 499));
    }

    /// <summary>Creates Podio's rate limit: status 420, with the wait in the description and in no header (PODIO 4.8, 4.9).</summary>
    /// <param name="wait">The wait, rounded up to whole seconds, from zero to a day; null to specify none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The wait is negative or longer than a day.</exception>
    public static Fault RateLimit(TimeSpan? wait) => new RateLimitFault(wait is { } span ? InRange(span) : null);

    /// <summary>Creates a gateway's error page: Podio is down (PODIO 4.16).</summary>
    /// <param name="status">A status from 500 to 599.</param>
    /// <param name="retryAfter">The Retry-After header, rounded up to whole seconds, from zero to a day; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status or the wait is out of range.</exception>
    public static Fault Unavailable(int status = 503, TimeSpan? retryAfter = null) => new UnavailableFault(
        InRange(status, from: 500, to: 599), retryAfter is { } span ? InRange(span) : null);

    /// <summary>Creates a fault with any reply, sent unchanged except for its date.</summary>
    /// <param name="reply">The reply.</param>
    public static Fault Reply(HttpReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return new ReplyFault(reply);
    }

    /// <summary>Returns the case's name, such as <c>Cut</c>.</summary>
    internal string Name => GetType().Name[..^nameof(Fault).Length];

    /// <summary>Calls the function for this fault's case. Exhaustive: a new case would add a parameter.</summary>
    public T Match<T>(
        Func<RefuseFault, T> refuse,
        Func<CutFault, T> cut,
        Func<DelayFault, T> delay,
        Func<RejectFault, T> reject,
        Func<RateLimitFault, T> rateLimit,
        Func<UnavailableFault, T> unavailable,
        Func<ReplyFault, T> reply) => Dispatch(new Cases<T>(refuse, cut, delay, reject, rateLimit, unavailable, reply));

    private protected abstract T Dispatch<T>(in Cases<T> on);

    private protected readonly record struct Cases<T>(
        Func<RefuseFault, T> Refuse,
        Func<CutFault, T> Cut,
        Func<DelayFault, T> Delay,
        Func<RejectFault, T> Reject,
        Func<RateLimitFault, T> RateLimit,
        Func<UnavailableFault, T> Unavailable,
        Func<ReplyFault, T> Reply);

    private static TimeSpan InRange(TimeSpan wait)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wait, LongestWait);
        return wait;
    }

    private static int InRange(int status, int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, to);
        return status;
    }
}

/// <summary>Specifies how much of a reply arrives before the connection breaks.</summary>
public enum CutPoint
{
    /// <summary>Nothing.</summary>
    BeforeHeaders = 0,

    /// <summary>The status line and the beginning of a header.</summary>
    InsideHeaders,

    /// <summary>All headers and half of the body. For a reply that can't have a body, all headers except their end.</summary>
    InsideBody,
}

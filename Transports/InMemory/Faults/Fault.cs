using PodioOAuth.Functional.Serving;

namespace PodioOAuth.Functional;

// Fault = Refuse      the connection is refused
//       | Cut         (cut point × was it carried out?)
//       | Delay       (how long)
//       | Reject      (status × code × detail?)
//       | RateLimit   (wait?)
//       | Unavailable (status × Retry-After?)
//       | Reply       (any reply)

/// <summary>Something that goes wrong with one request on purpose. Closed and immutable, with value equality.</summary>
/// <remarks>
/// Armed by <see cref="PodioState.Arm"/>, spent by the next request that it is meant for. Unless it says otherwise the request is not
/// carried out. <see cref="PodioServer"/> chooses the reply and names the fault in its step; who brings the reply (the in-memory transport,
/// a loopback server) brings the fault about.
/// </remarks>
public abstract record Fault
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private protected Fault()
    {
    }

    /// <summary>No connection comes about: the request is never seen. A loopback server, which has the connection already, resets
    /// it.</summary>
    public static Fault Refuse { get; } = new RefuseFault();

    /// <summary>The worst of all: the request is carried out, and its reply is lost. A refresh token is spent, and nobody has the next
    /// one.</summary>
    public static Fault DropReply { get; } = new CutFault(CutPoint.BeforeHeaders, isCarriedOut: true);

    /// <summary>The connection breaks.</summary>
    /// <param name="at">How far the reply comes.</param>
    /// <param name="isCarriedOut">Whether the request is carried out before: a client cannot tell.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such point.</exception>
    public static Fault Cut(CutPoint at, bool isCarriedOut = false) => Enum.IsDefined(at)
        ? new CutFault(at, isCarriedOut)
        : throw new ArgumentOutOfRangeException(nameof(at), at, "There is no such cut point.");

    /// <summary>The request is carried out at once, and the reply comes late.</summary>
    /// <param name="by">How late, from zero to a day, by the clock of the server's <see cref="TimeProvider"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above a day.</exception>
    public static Fault Delay(TimeSpan by) => new DelayFault(InRange(by));

    /// <summary>Podio says no, whatever the request is.</summary>
    /// <param name="error">The <c>error</c> member, such as <c>invalid_grant</c>.</param>
    /// <param name="detail">The <c>error_detail</c> member, or null.</param>
    /// <param name="status">From 400 to 499. Podio's is 400 (PODIO 4.4).</param>
    /// <exception cref="ArgumentException">The code is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The status is another.</exception>
    public static Fault Reject(string error, string? detail = null, int status = 400)
    {
        ArgumentException.ThrowIfNullOrEmpty(error);
        return new RejectFault(error, detail, InRange(status, from: 400, to: 499));
    }

    /// <summary>Podio's rate limit: status 420, the wait in its prose and in no header (PODIO 4.8, 4.9).</summary>
    /// <param name="wait">The wait, in whole seconds rounded up, from zero to a day; null names none.</param>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above a day.</exception>
    public static Fault RateLimit(TimeSpan? wait) => new RateLimitFault(wait is { } span ? InRange(span) : null);

    /// <summary>A gateway's page: Podio is down (PODIO 4.16).</summary>
    /// <param name="status">From 500 to 599.</param>
    /// <param name="retryAfter">The Retry-After header, in whole seconds rounded up, from zero to a day; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another status, or a wait outside its range.</exception>
    public static Fault Unavailable(int status = 503, TimeSpan? retryAfter = null) => new UnavailableFault(
        InRange(status, from: 500, to: 599), retryAfter is { } span ? InRange(span) : null);

    /// <summary>Any reply at all, as it is given but for the date.</summary>
    /// <param name="reply">The reply.</param>
    /// <exception cref="ArgumentNullException"><paramref name="reply"/> is null.</exception>
    public static Fault Reply(HttpReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return new ReplyFault(reply);
    }

    /// <summary>The case's name, such as <c>Cut</c>.</summary>
    internal string Name => GetType().Name[..^nameof(Fault).Length];

    /// <summary>Runs the function for the case that this fault is. Complete: a new case would be a new parameter.</summary>
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

/// <summary>How far a reply comes before the connection breaks.</summary>
public enum CutPoint
{
    /// <summary>Not a byte of it.</summary>
    BeforeHeaders = 0,

    /// <summary>The status line and the beginning of a header.</summary>
    InsideHeaders,

    /// <summary>All headers and half of the body. Of a reply that can have no body, all headers but their end.</summary>
    InsideBody,
}

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
    private protected Fault()
    {
    }

    /// <summary>No connection comes about: the request is never seen. A loopback server, which has the connection already, resets it.</summary>
    public static Fault Refuse { get; } = new RefuseFault();

    /// <summary>The worst of all: the request is carried out, and its reply is lost. A refresh token is spent, and nobody has the next one.</summary>
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
    public static Fault Delay(TimeSpan by) => new DelayFault(FaultRange.Wait(by));

    /// <summary>Podio says no, whatever the request is.</summary>
    /// <param name="error">The <c>error</c> member, such as <c>invalid_grant</c>.</param>
    /// <param name="detail">The <c>error_detail</c> member, or null.</param>
    /// <param name="status">From 400 to 499. Podio's is 400 (PODIO 4.4).</param>
    /// <exception cref="ArgumentException">The code is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The status is another.</exception>
    public static Fault Reject(string error, string? detail = null, int status = 400)
    {
        ArgumentException.ThrowIfNullOrEmpty(error);
        return new RejectFault(error, detail, FaultRange.Status(status, from: 400, to: 499));
    }

    /// <summary>Podio's rate limit: status 420, the wait in its prose and in no header (PODIO 4.8, 4.9).</summary>
    /// <param name="wait">The wait, in whole seconds rounded up, from zero to a day; null names none.</param>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or above a day.</exception>
    public static Fault RateLimit(TimeSpan? wait) => new RateLimitFault(wait is { } span ? FaultRange.Wait(span) : null);

    /// <summary>A gateway's page: Podio is down (PODIO 4.16).</summary>
    /// <param name="status">From 500 to 599.</param>
    /// <param name="retryAfter">The Retry-After header, in whole seconds rounded up, from zero to a day; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another status, or a wait outside its range.</exception>
    public static Fault Unavailable(int status = 503, TimeSpan? retryAfter = null) => new UnavailableFault(
        FaultRange.Status(status, from: 500, to: 599), retryAfter is { } span ? FaultRange.Wait(span) : null);

    /// <summary>Any reply at all, as it is given but for the date.</summary>
    /// <param name="reply">The reply.</param>
    /// <exception cref="ArgumentNullException"><paramref name="reply"/> is null.</exception>
    public static Fault Reply(HttpReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return new ReplyFault(reply);
    }

    /// <summary>The case's name, such as <c>Cut</c>.</summary>
    internal string Name => Match(
        refuse: _ => "Refuse", cut: _ => "Cut", delay: _ => "Delay", reject: _ => "Reject", rateLimit: _ => "RateLimit",
        unavailable: _ => "Unavailable", reply: _ => "Reply");

    /// <summary>Runs the function of the case that this fault is. Complete: a new case would be a new parameter.</summary>
    public T Match<T>(
        Func<RefuseFault, T> refuse,
        Func<CutFault, T> cut,
        Func<DelayFault, T> delay,
        Func<RejectFault, T> reject,
        Func<RateLimitFault, T> rateLimit,
        Func<UnavailableFault, T> unavailable,
        Func<ReplyFault, T> reply) => Dispatch(refuse, cut, delay, reject, rateLimit, unavailable, reply);

    private protected abstract T Dispatch<T>(
        Func<RefuseFault, T> refuse,
        Func<CutFault, T> cut,
        Func<DelayFault, T> delay,
        Func<RejectFault, T> reject,
        Func<RateLimitFault, T> rateLimit,
        Func<UnavailableFault, T> unavailable,
        Func<ReplyFault, T> reply);
}

using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional.Serving;

/// <summary>A fault that refuses the connection.</summary>
public sealed record RefuseFault : Fault
{
    internal RefuseFault()
    {
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Refuse(this);
}

/// <summary>A fault that cuts the connection.</summary>
public sealed record CutFault : Fault
{
    internal CutFault(CutPoint at, bool isCarriedOut) => (At, IsCarriedOut) = (at, isCarriedOut);

    /// <summary>The point at which the reply is cut.</summary>
    public CutPoint At { get; }

    /// <summary>Whether the request is processed first.</summary>
    public bool IsCarriedOut { get; }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Cut(this);
}

/// <summary>A fault that processes the request at once and delays the reply.</summary>
public sealed record DelayFault : Fault
{
    internal DelayFault(TimeSpan by) => By = by;

    /// <summary>The delay of the reply.</summary>
    public TimeSpan By { get; }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Delay(this);
}

/// <summary>A fault that rejects the request.</summary>
public sealed record RejectFault : Fault
{
    internal RejectFault(string error, string? detail, int status) => (Error, Detail, Status) = (error, detail, status);

    /// <summary>The code.</summary>
    public string Error { get; }

    /// <summary>The detail, or null.</summary>
    public string? Detail { get; }

    /// <summary>The status.</summary>
    public int Status { get; }

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append(CultureInfo.InvariantCulture, $"Error = {Error}, Detail = {Detail}, Status = {Status}");
        return true;
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Reject(this);
}

/// <summary>Podio's rate limit.</summary>
public sealed record RateLimitFault : Fault
{
    internal RateLimitFault(TimeSpan? wait) => Wait = wait;

    /// <summary>The wait in the description, or null.</summary>
    public TimeSpan? Wait { get; }

    private protected override T Dispatch<T>(in Cases<T> on) => on.RateLimit(this);
}

/// <summary>A gateway's error page: Podio is down.</summary>
public sealed record UnavailableFault : Fault
{
    internal UnavailableFault(int status, TimeSpan? retryAfter) => (Status, RetryAfter) = (status, retryAfter);

    /// <summary>The status.</summary>
    public int Status { get; }

    /// <summary>The wait in the header, or null.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append(CultureInfo.InvariantCulture, $"Status = {Status}, RetryAfter = {RetryAfter}");
        return true;
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Unavailable(this);
}

/// <summary>A fault with any reply.</summary>
public sealed record ReplyFault : Fault
{
    internal ReplyFault(HttpReply content) => Content = content;

    /// <summary>The reply.</summary>
    public HttpReply Content { get; }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Reply(this);
}

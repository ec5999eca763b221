using System.Text;

namespace PodioOAuth.Functional;

// ExchangeEvent = Started (grant type × at)
//               | Granted (start × duration × lifetime × fingerprint)
//               | Failed  (start × duration × error)
//               | Thrown  (start × duration × kind of exception)

/// <summary>Something that happened to one exchange (<see cref="TokenExchangeExtensions.WithObserver"/>). Closed; holds no credential
/// and no token.</summary>
/// <remarks>Immutable, with value equality. Each exchange is told of twice: <see cref="ExchangeStartedEvent"/>, then one of the others,
/// which holds the first by reference. That tells exchanges apart which run side by side.</remarks>
public abstract record ExchangeEvent
{
    private protected ExchangeEvent()
    {
    }

    /// <summary>Runs the function for the case that this event is. Complete: a new case would be a new parameter.</summary>
    public T Match<T>(
        Func<ExchangeStartedEvent, T> started,
        Func<ExchangeGrantedEvent, T> granted,
        Func<ExchangeFailedEvent, T> failed,
        Func<ExchangeThrownEvent, T> thrown) => Dispatch(new Cases<T>(started, granted, failed, thrown));

    private protected abstract T Dispatch<T>(in Cases<T> on);

    private protected readonly record struct Cases<T>(
        Func<ExchangeStartedEvent, T> Started,
        Func<ExchangeGrantedEvent, T> Granted,
        Func<ExchangeFailedEvent, T> Failed,
        Func<ExchangeThrownEvent, T> Thrown);
}

/// <summary>A request is about to be sent.</summary>
public sealed record ExchangeStartedEvent : ExchangeEvent
{
    internal ExchangeStartedEvent(string? grantType, DateTimeOffset at) => (GrantType, At) = (grantType, at);

    /// <summary>The grant, by its wire name, such as <c>refresh_token</c> (RFC 6749 §4); null for a request without one, which is not
    /// sent.</summary>
    public string? GrantType { get; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; }

    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append("GrantType = ").Append(GrantType).Append(", At = ").Append(Instants.Print(At));
        return true;
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Started(this);
}

/// <summary>A token came.</summary>
public sealed record ExchangeGrantedEvent : ExchangeEvent
{
    internal ExchangeGrantedEvent(ExchangeStartedEvent start, TimeSpan duration, Token token) =>
        (Start, Duration, Lifetime, Fingerprint) = (start, duration, token.Lifetime, TokenFingerprint.Of(token.AccessToken));

    /// <summary>The start of the same exchange.</summary>
    public ExchangeStartedEvent Start { get; }

    /// <summary>How long it took, by the monotonic clock.</summary>
    public TimeSpan Duration { get; }

    /// <summary>How long the access token lives, or null where nobody knows.</summary>
    public TimeSpan? Lifetime { get; }

    /// <summary>The first 8 hex digits of the access token's SHA-256: tells tokens apart, and is none.</summary>
    public string Fingerprint { get; }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Granted(this);
}

/// <summary>An error came as a value.</summary>
public sealed record ExchangeFailedEvent : ExchangeEvent
{
    internal ExchangeFailedEvent(ExchangeStartedEvent start, TimeSpan duration, OAuthError error) =>
        (Start, Duration, Error) = (start, duration, error);

    /// <summary>The start of the same exchange.</summary>
    public ExchangeStartedEvent Start { get; }

    /// <summary>How long it took, by the monotonic clock.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The error.</summary>
    public OAuthError Error { get; }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Failed(this);
}

/// <summary>The exchange ended in an exception: a cancellation, or a bug.</summary>
public sealed record ExchangeThrownEvent : ExchangeEvent
{
    internal ExchangeThrownEvent(ExchangeStartedEvent start, TimeSpan duration, Exception exception)
    {
        (Start, Duration) = (start, duration);
        ExceptionType = exception.GetType().FullName ?? exception.GetType().Name;
        IsCancellation = exception is OperationCanceledException;
    }

    /// <summary>The start of the same exchange.</summary>
    public ExchangeStartedEvent Start { get; }

    /// <summary>How long it took, by the monotonic clock.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The full name of the exception's type. Not the exception: what its message quotes, nobody knows.</summary>
    public string ExceptionType { get; }

    /// <summary>Whether it is an <see cref="OperationCanceledException"/>.</summary>
    public bool IsCancellation { get; }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Thrown(this);
}

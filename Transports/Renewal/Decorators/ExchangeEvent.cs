using System.Text;

namespace PodioOAuth.Functional;

// ExchangeEvent = Started (grant type × at)
//               | Granted (start × duration × lifetime × fingerprint)
//               | Failed  (start × duration × error)
//               | Thrown  (start × duration × kind of exception)

/// <summary>An event in one exchange (<see cref="TokenExchangeExtensions.WithObserver"/>). A closed type that contains no credential and no
/// token.</summary>
/// <remarks>Immutable, with value equality. Each exchange raises two events: <see cref="ExchangeStartedEvent"/>, then one of the others,
/// which refers to the first. The reference identifies the exchange when several run concurrently.</remarks>
public abstract record ExchangeEvent
{
    private protected ExchangeEvent()
    {
    }

    /// <summary>Runs the function for this case. Exhaustive: a new case would be a new parameter.</summary>
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

    /// <summary>The grant type on the wire, such as <c>refresh_token</c> (RFC 6749 §4); null for a request without a grant, which isn't
    /// sent.</summary>
    public string? GrantType { get; }

    /// <summary>The time at which the exchange started.</summary>
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

/// <summary>The exchange returned a token.</summary>
public sealed record ExchangeGrantedEvent : ExchangeEvent
{
    internal ExchangeGrantedEvent(ExchangeStartedEvent start, TimeSpan duration, Token token) =>
        (Start, Duration, Lifetime, Fingerprint) = (start, duration, token.Lifetime, TokenFingerprint.Of(token.AccessToken));

    /// <summary>The start of this exchange.</summary>
    public ExchangeStartedEvent Start { get; }

    /// <summary>The duration, measured with the monotonic clock.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The lifetime of the access token, or null if it is unknown.</summary>
    public TimeSpan? Lifetime { get; }

    /// <summary>The first 8 hex digits of the access token's SHA-256 hash, which identify the token without revealing it.</summary>
    public string Fingerprint { get; }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Granted(this);
}

/// <summary>The exchange returned an error.</summary>
public sealed record ExchangeFailedEvent : ExchangeEvent
{
    internal ExchangeFailedEvent(ExchangeStartedEvent start, TimeSpan duration, OAuthError error) =>
        (Start, Duration, Error) = (start, duration, error);

    /// <summary>The start of this exchange.</summary>
    public ExchangeStartedEvent Start { get; }

    /// <summary>The duration, measured with the monotonic clock.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The error.</summary>
    public OAuthError Error { get; }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Failed(this);
}

/// <summary>The exchange threw an exception: a cancellation or a bug.</summary>
public sealed record ExchangeThrownEvent : ExchangeEvent
{
    internal ExchangeThrownEvent(ExchangeStartedEvent start, TimeSpan duration, Exception exception)
    {
        (Start, Duration) = (start, duration);
        ExceptionType = exception.GetType().FullName ?? exception.GetType().Name;
        IsCancellation = exception is OperationCanceledException;
    }

    /// <summary>The start of this exchange.</summary>
    public ExchangeStartedEvent Start { get; }

    /// <summary>The duration, measured with the monotonic clock.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The full name of the exception's type. The exception itself is left out because its message could quote anything.</summary>
    public string ExceptionType { get; }

    /// <summary>Whether the exception is an <see cref="OperationCanceledException"/>.</summary>
    public bool IsCancellation { get; }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Thrown(this);
}

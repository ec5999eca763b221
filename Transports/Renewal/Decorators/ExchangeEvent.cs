namespace PodioOAuth.Functional;

// ExchangeEvent = Started (grant type × at)
//               | Granted (start × duration × lifetime × fingerprint)
//               | Failed  (start × duration × error)
//               | Thrown  (start × duration × kind of exception)

/// <summary>Something that happened to one exchange (<see cref="TokenExchangeExtensions.WithObserver"/>). Closed; holds no credential and no
/// token.</summary>
/// <remarks>Immutable, with value equality. Each exchange is told of twice: <see cref="ExchangeStartedEvent"/>, then one of the others, which
/// holds the first by reference. That tells exchanges apart which run side by side.</remarks>
public abstract record ExchangeEvent
{
    private protected ExchangeEvent()
    {
    }

    /// <summary>Runs the function of the case that this event is. Complete: a new case would be a new parameter.</summary>
    public T Match<T>(
        Func<ExchangeStartedEvent, T> started,
        Func<ExchangeGrantedEvent, T> granted,
        Func<ExchangeFailedEvent, T> failed,
        Func<ExchangeThrownEvent, T> thrown) => Dispatch(started, granted, failed, thrown);

    private protected abstract T Dispatch<T>(
        Func<ExchangeStartedEvent, T> started,
        Func<ExchangeGrantedEvent, T> granted,
        Func<ExchangeFailedEvent, T> failed,
        Func<ExchangeThrownEvent, T> thrown);
}

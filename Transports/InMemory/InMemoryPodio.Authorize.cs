namespace PodioOAuth.Functional;

/// <content>The authorize step with a person before it.</content>
public sealed partial class InMemoryPodio
{
    /// <summary>What to show to a person who comes with this query. Changes nothing, and is no request of Podio's: it is not kept in
    /// <see cref="Requests"/>.</summary>
    internal AuthorizeInquiry Inquire(string query) => AuthorizeInquiry.Of(State, query);

    /// <summary>Handles an authorize request with a person's answer, which decides this one request.</summary>
    internal PodioStep Handle(ReceivedRequest request, Consent answer)
    {
        lock (_gate)
        {
            var saidBefore = _state.Consent;
            _state = _state with { Consent = answer };
            try
            {
                return Handle(request);
            }
            finally
            {
                _state = _state with { Consent = saidBefore };
            }
        }
    }
}

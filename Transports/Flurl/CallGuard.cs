using Flurl.Http;

namespace PodioOAuth.Functional;

/// <summary>Sets the headers of a token request. Runs after the client's own event handlers, and checks what they changed.</summary>
internal sealed class CallGuard(IFlurlClient client, SingleUseContent content) : FlurlEventHandler
{
    public override void Handle(FlurlEventType eventType, FlurlCall call)
    {
        if (eventType == FlurlEventType.BeforeCall)
        {
            FlurlClientRules.Check(client, call);
            foreach (var (name, value) in HttpClientTransport.Headers)
            {
                call.HttpRequestMessage.Headers.Remove(name);
                call.HttpRequestMessage.Headers.TryAddWithoutValidation(name, value);
            }

            content.Message = call.HttpRequestMessage;
        }
        else
        {
            call.ExceptionHandled = false; // Whoever handled it, the transport returns the error.
        }
    }

    /// <summary>Replaces the client's default for any header of a token request. Flurl copies a default into each request that doesn't have
    /// that header, and then into the message. A header of the request costs more than one of the message.</summary>
    internal void ReplaceDefaults(FlurlRequest request)
    {
        for (var i = 0; i < client.Headers.Count; i++)
        {
            var name = client.Headers[i].Name;
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                request.WithHeader(name, content.Headers.NonValidated[name].ToString());
            }

            foreach (var (own, value) in HttpClientTransport.Headers)
            {
                if (name.Equals(own, StringComparison.OrdinalIgnoreCase))
                {
                    request.WithHeader(own, value);
                }
            }
        }
    }
}

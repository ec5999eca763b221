using Flurl.Http;

namespace PodioOAuth.Functional;

/// <summary>Stands behind the client's own event handlers, which have run when it is asked, and looks at what they left.</summary>
internal sealed class CallGuard(IFlurlClient client, SingleUseContent content) : FlurlEventHandler
{
    public override void Handle(FlurlEventType eventType, FlurlCall call)
    {
        if (eventType == FlurlEventType.BeforeCall)
        {
            FlurlClientRules.Check(client, call);
            content.Message = call.HttpRequestMessage;
        }
        else
        {
            call.ExceptionHandled = false; // Whoever says so: the error is the transport's value.
        }
    }
}

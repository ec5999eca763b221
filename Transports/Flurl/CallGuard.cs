using Flurl.Http;

namespace PodioOAuth.Functional;

/// <summary>Runs after the client's own event handlers and checks what they changed.</summary>
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
            call.ExceptionHandled = false; // Whoever handled it, the transport returns the error.
        }
    }
}

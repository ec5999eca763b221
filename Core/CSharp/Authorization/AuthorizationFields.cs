namespace PodioOAuth.Functional;

/// <summary>What the authorize page is sent (PODIO 1.8).</summary>
internal readonly struct AuthorizationFields(AuthorizationRequest request) : IFieldSource
{
    public void Send<TSink>(ref TSink sink)
        where TSink : struct, IFieldSink, allows ref struct
    {
        sink.Text(WireField.ClientId, request.ClientId);
        sink.Text(WireField.RedirectUri, request.RedirectUri);
        sink.Text(WireField.ResponseType, request.ResponseType == AuthorizationResponseType.Token ? "token" : "code");
        if (request.Scope is { } scope)
        {
            sink.Text(WireField.Scope, scope.ToString());
        }

        sink.Text(WireField.State, request.State?.Reveal());
    }
}

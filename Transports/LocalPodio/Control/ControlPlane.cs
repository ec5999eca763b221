using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional.Serving;

/// <summary>Controls an in-memory Podio with JSON over HTTP, for tests in other languages. Never for a web page
/// (<see cref="ControlGuard"/>).</summary>
internal sealed class ControlPlane(InMemoryPodio podio)
{
    private const string Base = "/_control";

    internal static bool Owns(PathString path) => path.StartsWithSegments(Base, StringComparison.Ordinal);

    internal async Task RunAsync(HttpContext context)
    {
        var reply = ControlGuard.Refuse(context.Request) ?? await AnswerAsync(context).ConfigureAwait(false);
        await reply.WriteAsync(context).ConfigureAwait(false);
    }

    private async Task<ControlReply> AnswerAsync(HttpContext context)
    {
        var body = await BoundedBody.ReadAsync(context.Request, GatewayReply.LargestBody, context.RequestAborted).ConfigureAwait(false);
        if (body is null)
        {
            return ControlReply.Refuse(StatusCodes.Status413PayloadTooLarge, "The body is larger than 1 MiB.");
        }

        try
        {
            return Run(context.Request.Method, context.Request.Path.Value![Base.Length..], new ControlBody(context.Request, body));
        }
        catch (JsonException exception)
        {
            return ControlReply.Refuse(StatusCodes.Status400BadRequest, ControlBody.Describe(exception));
        }
        catch (ArgumentException exception)
        {
            return ControlReply.Refuse(StatusCodes.Status400BadRequest, ControlBody.Describe(exception)); // Our own text, without a value.
        }
    }

    private ControlReply Run(string method, string path, ControlBody body) => (method, path) switch
    {
        ("GET", "") => ControlReply.Of(StateReply.Of(podio), ControlJson.Default.StateReply),
        ("GET", "/clock") => ClockControl.Read(podio),
        ("PUT", "/clock") => ClockControl.Change(podio, body),
        ("POST", "/revoke") => RevocationControl.Revoke(podio, body),
        ("POST", "/faults") => FaultControl.Arm(podio, body),
        ("DELETE", "/faults") => FaultControl.Disarm(podio),
        ("POST", "/clients") => RegistrationControl.AddClient(podio, body),
        ("POST", "/users") => RegistrationControl.AddUser(podio, body),
        ("POST", "/apps") => RegistrationControl.AddApp(podio, body),
        ("POST", "/codes") => RegistrationControl.IssueCode(podio, body),
        ("PUT", "/consent") => SettingsControl.Consent(podio, body),
        ("PATCH", "/settings") => SettingsControl.Change(podio, body),
        ("GET", "/requests") => RequestsControl.Read(podio),
        ("DELETE", "/requests") => RequestsControl.Forget(podio),
        _ => ControlReply.Refuse(StatusCodes.Status404NotFound, "Unknown operation. An operation is a method and a path."),
    };
}

using Microsoft.AspNetCore.Http;

namespace PodioOAuth.Functional.Serving;

/// <summary>Which grants to end: those of one token, one user, one app, or all.</summary>
internal sealed record Revocation(string? Token = null, long? UserId = null, long? AppId = null, bool All = false);

/// <summary>Ends grants, like a user who removes an API key's access.</summary>
internal static class RevocationControl
{
    internal static ControlReply Revoke(InMemoryPodio podio, ControlBody body) => body.Read(ControlJson.Default.Revocation) switch
    {
        { Token: { } token, UserId: null, AppId: null, All: false } => Change(podio, state => state.Revoke(token)),
        { Token: null, UserId: { } user, AppId: null, All: false } => Change(podio, state => state.Revoke(TokenReference.User(user))),
        { Token: null, UserId: null, AppId: { } app, All: false } => Change(podio, state => state.Revoke(TokenReference.App(app))),
        { Token: null, UserId: null, AppId: null, All: true } => Change(podio, state => state.RevokeAll()),
        _ => ControlReply.Refuse(StatusCodes.Status400BadRequest, "Specify exactly one of token, user_id, app_id and \"all\": true."),
    };

    private static ControlReply Change(InMemoryPodio podio, Func<PodioState, PodioState> change)
    {
        podio.Update(change);
        return ControlReply.Done;
    }
}

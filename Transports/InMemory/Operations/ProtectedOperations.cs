using System.Text;

namespace PodioOAuth.Functional.Serving;

/// <summary>What can be done with an access token here.</summary>
internal static class ProtectedOperations
{
    internal const string ScopePath = "/oauth/scope";
    internal const string InvalidatePath = "/oauth/grant/invalidate";
    internal const string EchoPath = "/echo";

    /// <summary>What the token may touch (PODIO 1.14). The shape of Podio's reply is not on record; this is <c>{"scope":…}</c>.</summary>
    internal static PodioStep Scope(PodioState state, IssuedGrant grant, Call call) =>
        call.Say(state, JsonBody.Write(json => json.WriteString("scope", grant.Scope)));

    /// <summary>Ends the grant of the token, its refresh token included (PODIO 1.14).</summary>
    internal static PodioStep Invalidate(PodioState state, long number, Call call) => call.SayNothing(state.End(number));

    /// <summary>An operation that Podio does not have: it says whose token it was, and what came with it.</summary>
    internal static PodioStep Echo(PodioState state, IssuedGrant grant, Call call) => call.Say(state, JsonBody.Write(json =>
    {
        json.WriteString("client_id", grant.ClientId);
        TokenReplyBody.WriteReference(json, grant.Reference);
        json.WriteString("scope", grant.Scope);
        json.WriteString("method", call.Request.Method);
        json.WriteString("content_type", call.Request.RevealContentType());
        json.WriteString("body", BodyText(call.Request.AsMemory().Span));
    }));

    // Bytes that are no text show as U+FFFD, so that the reply is JSON whatever came.
    private static string BodyText(ReadOnlySpan<byte> body) => Encoding.UTF8.GetString(body);
}

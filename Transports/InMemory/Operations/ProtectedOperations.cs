using System.Text;

namespace PodioOAuth.Functional.Serving;

/// <summary>The operations that need an access token.</summary>
internal static class ProtectedOperations
{
    internal const string ScopePath = "/oauth/scope";
    internal const string InvalidatePath = "/oauth/grant/invalidate";
    internal const string UserStatusPath = "/user/status";
    internal const string EchoPath = "/echo";

    /// <summary>Returns what the token may access (PODIO 1.14). The shape of Podio's reply isn't on record; this is
    /// <c>{"scope":…}</c>.</summary>
    internal static PodioStep Scope(PodioState state, IssuedGrant grant, Call call) =>
        call.Say(state, JsonBody.Write(json => json.WriteString("scope", grant.Scope)));

    /// <summary>Returns whose token it is, with the members of Podio's reply that its clients use to identify the user. An app has no
    /// user.</summary>
    internal static PodioStep UserStatus(PodioState state, IssuedGrant grant, Call call) =>
        state.Users.Values.Where(user => TokenReference.User(user.Id) == grant.Reference)
            .MinBy(user => user.Username, StringComparer.Ordinal) is not { } user
            ? call.Refuse(state, Refusal.NoUser)
            : call.Say(state, JsonBody.Write(json =>
            {
                json.WriteStartObject("user");
                json.WriteNumber("user_id", user.Id);
                json.WriteString("mail", user.Username);
                json.WriteEndObject();
                json.WriteStartObject("profile");
                json.WriteNumber("user_id", user.Id);
                json.WriteString("name", NameOf(user.Username));
                json.WriteEndObject();
            }));

    /// <summary>Ends the grant of the token, including its refresh token (PODIO 1.14).</summary>
    internal static PodioStep Invalidate(PodioState state, long number, Call call) => call.SayNothing(state.End(number));

    /// <summary>An operation that Podio doesn't have: returns whose token it was, and what was sent with it.</summary>
    internal static PodioStep Echo(PodioState state, IssuedGrant grant, Call call) => call.Say(state, JsonBody.Write(json =>
    {
        json.WriteString("client_id", grant.ClientId);
        TokenReplyBody.WriteReference(json, grant.Reference);
        json.WriteString("scope", grant.Scope);
        json.WriteString("method", call.Request.Method);
        json.WriteString("content_type", call.Request.RevealContentType());
        json.WriteString("body", BodyText(call.Request.AsMemory().Span));
    }));

    // Users here have no name: it is derived from the email address.
    private static string NameOf(string mail) =>
        mail.Split('@')[0] is [var first, .. var rest] ? char.ToUpperInvariant(first) + rest : mail;

    // Invalid bytes appear as U+FFFD, so that the reply is JSON whatever was sent.
    private static string BodyText(ReadOnlySpan<byte> body) => Encoding.UTF8.GetString(body);
}

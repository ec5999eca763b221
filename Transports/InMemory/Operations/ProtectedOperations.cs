using System.Text;

namespace PodioOAuth.Functional.Serving;

/// <summary>What can be done with an access token here.</summary>
internal static class ProtectedOperations
{
    internal const string ScopePath = "/oauth/scope";
    internal const string InvalidatePath = "/oauth/grant/invalidate";
    internal const string UserStatusPath = "/user/status";
    internal const string EchoPath = "/echo";

    /// <summary>What the token may touch (PODIO 1.14). The shape of Podio's reply is not on record; this is <c>{"scope":…}</c>.</summary>
    internal static PodioStep Scope(PodioState state, IssuedGrant grant, Call call) =>
        call.Say(state, JsonBody.Write(json => json.WriteString("scope", grant.Scope)));

    /// <summary>Whose token it is, with the members of Podio's reply that its clients read the user by. An app has no user.</summary>
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

    // Nobody here has a name: it is made up from the mail address.
    private static string NameOf(string mail) =>
        mail.Split('@')[0] is [var first, .. var rest] ? char.ToUpperInvariant(first) + rest : mail;

    // Bytes that are no text show as U+FFFD, so that the reply is JSON whatever came.
    private static string BodyText(ReadOnlySpan<byte> body) => Encoding.UTF8.GetString(body);
}

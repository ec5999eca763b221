namespace PodioOAuth.Functional;

/// <summary>The app grant (PODIO 2.5). Its tokens stand for the app and have no scope (PODIO 3.6).</summary>
internal static class AppExchange
{
    internal static PodioStep Run(PodioState state, RegisteredClient client, AppGrant grant, Call call) =>
        state.Apps[grant.AppId] switch
        {
            null => call.Refuse(state, Refusal.NoSuchApp),
            var app when app.Token != grant.AppToken => call.Refuse(state, Refusal.InvalidAppToken),
            var app => TokenIssue.Begin(
                state, new IssuedGrant(client.Credentials.ClientId, TokenReference.App(app.Id), Scope: null), call),
        };
}

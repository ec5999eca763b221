namespace PodioOAuth.Functional;

/// <summary>The password grant (PODIO 2.2). An account with a second factor gets a challenge for a right password (PODIO 3.8).</summary>
internal static class PasswordExchange
{
    internal static PodioStep Run(PodioState state, RegisteredClient client, PasswordGrant grant, Call call) =>
        state.Users[grant.Username] switch
        {
            null => call.Refuse(state, Refusal.NoSuchUser),
            var user when user.Password != grant.Password => call.Refuse(state, Refusal.InvalidPassword),
            var user when state.SecondFactors[user.Id] is not null => ChallengeOperation.Begin(state, client, user, call),
            var user => TokenIssue.Begin(
                state, new IssuedGrant(client.Credentials.ClientId, TokenReference.User(user.Id), PodioState.WholeScope), call),
        };
}

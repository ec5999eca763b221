namespace PodioOAuth.Functional.Serving;

/// <summary>The second factor (PODIO 3.8): the challenge that follows a correct password, and <c>POST /mfa/verify</c>, which answers
/// it.</summary>
internal static class ChallengeOperation
{
    internal const string Path = "/mfa/verify";

    /// <summary>Replies to a correct password with a nonce.</summary>
    internal static PodioStep Begin(PodioState state, RegisteredClient client, RegisteredUser user, Call call)
    {
        var nonce = call.Entropy.Nonce(state.Serial);
        var challenge = new PendingChallenge(
            client.Credentials.ClientId, user.Id, Expiry.After(call.Now, state.Settings.ChallengeLifetime));
        return call.Say(
            state with { Challenges = state.Challenges.With(nonce, challenge), Serial = state.Serial + 1 },
            JsonBody.Write(json => json.WriteString("server_nonce", nonce.Reveal())));
    }

    internal static PodioStep Run(PodioState state, Call call) => SecondFactorRequest.Decode(call.Request).Match(
        Right: request => Verify(state, request, call),
        Left: error => UnreadableRequest.Answer(state, error, call));

    private static PodioStep Verify(PodioState state, SecondFactorRequest request, Call call)
    {
        var nonce = request.Challenge.ServerNonce;
        if (state.Challenges[nonce] is not { } challenge
            || challenge.ExpiresAt <= call.Now
            || state.SecondFactors[challenge.UserId] is not { } factor)
        {
            return call.Refuse(state, Refusal.InvalidNonce);
        }

        return factor.Spend(request.Factor) is { } left
            ? TokenIssue.Begin(
                state with
                {
                    Challenges = state.Challenges.Without(nonce),
                    SecondFactors = state.SecondFactors.With(challenge.UserId, left),
                },
                new IssuedGrant(challenge.ClientId, TokenReference.User(challenge.UserId), PodioState.WholeScope),
                call)
            : call.Refuse(state, Refusal.InvalidSecondFactor);
    }
}

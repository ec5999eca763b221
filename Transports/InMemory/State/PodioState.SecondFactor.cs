namespace PodioOAuth.Functional;

/// <content>Accounts with two-factor sign-in (PODIO 3.8).</content>
public sealed partial record PodioState
{
    /// <summary>Gives a user two-factor sign-in: from now on a right password is answered by a challenge, not by a token.</summary>
    /// <param name="userId">The user's id.</param>
    /// <param name="oneTimeCode">What the user's authenticator shows, until this function gives another. It is good for any number of
    /// challenges, each of which is good for one token.</param>
    /// <param name="recoveryCodes">The user's recovery codes, each good for one use. They replace earlier ones.</param>
    /// <exception cref="ArgumentException">The user is unknown, or no valid request could carry a code.</exception>
    public PodioState WithSecondFactor(long userId, Secret oneTimeCode, IEnumerable<Secret>? recoveryCodes = null)
    {
        var factor = new RegisteredFactor(oneTimeCode, [.. recoveryCodes ?? []]);
        Registration.Check(factor);
        CheckUser(userId, nameof(userId));
        return this with { SecondFactors = SecondFactors.With(userId, factor) };
    }

    /// <summary>Takes two-factor sign-in from a user. Challenges that are not answered yet end.</summary>
    /// <param name="userId">The user's id. For one without it nothing changes.</param>
    public PodioState WithoutSecondFactor(long userId) => SecondFactors[userId] is null ? this : this with
    {
        SecondFactors = SecondFactors.Without(userId),
        Challenges = Challenges.WithoutAll(challenge => challenge.UserId == userId),
    };

    private void CheckUser(long userId, string parameter)
    {
        if (!IsUser(userId))
        {
            throw new ArgumentException("No such user is registered.", parameter);
        }
    }

    private bool IsUser(long userId) => Users.Values.Any(user => user.Id == userId);
}

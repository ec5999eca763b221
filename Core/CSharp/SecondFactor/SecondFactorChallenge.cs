namespace PodioOAuth.Functional;

/// <summary>What Podio answers to a right password where the account has two-factor sign-in (PODIO 3.8): the request for a code.</summary>
/// <remarks>Found in <see cref="SecondFactorRequiredError"/>. It stands for a password that was right: keep it as you would keep one.</remarks>
/// <param name="ServerNonce">The <c>server_nonce</c>, opaque. It goes back beside the code. A secret.</param>
public sealed record SecondFactorChallenge(Secret ServerNonce)
{
    /// <summary>The answer by the code of the user's authenticator.</summary>
    /// <param name="code">The code. It may be invalid, null included; <see cref="SecondFactorRequest.Validate"/> says so.</param>
    public SecondFactorRequest WithOneTimeCode(Secret? code) => new(this, SecondFactor.OneTimeCode(code));

    /// <summary>The answer by one of the user's recovery codes.</summary>
    /// <param name="code">The code. It may be invalid, null included; <see cref="SecondFactorRequest.Validate"/> says so.</param>
    public SecondFactorRequest WithRecoveryCode(Secret? code) => new(this, SecondFactor.RecoveryCode(code));
}

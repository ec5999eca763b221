using LanguageExt;

namespace PodioOAuth.Functional;

/// <summary>What may be registered: only values that a valid request can carry, for no other could ever be matched.</summary>
/// <remarks>Core's own validation is the judge; each check puts the value into a request that is valid but for it.</remarks>
internal static class Registration
{
    private const string Valid = "valid";

    private static readonly ClientCredentials AnyClient = new(Valid, Valid);

    internal static void Check(ClientCredentials client) => Check(new TokenRequest(client, Grant.RefreshToken(Valid)), nameof(client));

    internal static void CheckUser(string username, Secret password) => Check(Grant.Password(username, password), nameof(username));

    internal static void CheckApp(long id, Secret token) => Check(Grant.App(id, token), nameof(id));

    internal static void CheckCode(Secret code, string? redirectUri) => Check(Grant.AuthorizationCode(code, redirectUri), nameof(code));

    internal static bool IsRedirectUri(string redirectUri) =>
        TokenRequest.Validate(new TokenRequest(AnyClient, Grant.AuthorizationCode(Valid, redirectUri))).IsRight;

    internal static void Check(RegisteredFactor factor)
    {
        var challenge = new SecondFactorChallenge(Valid);
        Check(SecondFactorRequest.Validate(challenge.WithOneTimeCode(factor.OneTimeCode)), "oneTimeCode");
        foreach (var code in factor.RecoveryCodes)
        {
            Check(SecondFactorRequest.Validate(challenge.WithRecoveryCode(code)), "recoveryCodes");
        }
    }

    private static void Check(Grant grant, string parameter) => Check(new TokenRequest(AnyClient, grant), parameter);

    private static void Check(TokenRequest request, string parameter) => Check(TokenRequest.Validate(request), parameter);

    private static void Check<T>(Either<OAuthError, T> valid, string parameter)
    {
        var problem = valid.Match(Right: _ => "", Left: error => error.Describe());
        if (problem.Length > 0)
        {
            throw new ArgumentException($"No valid request could carry this. {problem}", parameter);
        }
    }
}

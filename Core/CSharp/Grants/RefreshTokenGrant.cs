namespace PodioOAuth.Functional;

/// <summary>The case of <see cref="Grant.RefreshToken"/>: <c>grant_type=refresh_token</c> (RFC 6749 §6, PODIO 2.4).</summary>
/// <param name="RefreshToken">The refresh token: VSCHAR (RFC 6749 A.17).</param>
public sealed record RefreshTokenGrant(Secret RefreshToken) : Grant
{
    /// <summary>The refresh token: VSCHAR (RFC 6749 A.17).</summary>
    public new Secret RefreshToken { get; init; } = RefreshToken; // "new": the base has a factory of this name.

    private protected override T Dispatch<T>(
        Func<AuthorizationCodeGrant, T> authorizationCode,
        Func<PasswordGrant, T> password,
        Func<AppGrant, T> app,
        Func<RefreshTokenGrant, T> refreshToken) => refreshToken(this);
}

namespace PodioOAuth.Functional;

/// <summary>The case of <see cref="Grant.App"/>: <c>grant_type=app</c> (PODIO 2.5).</summary>
/// <param name="AppId">The id of the app, from 1 to <see cref="long.MaxValue"/>: Podio's ids exceed 32 bits (PODIO 3.5).</param>
/// <param name="AppToken">The app's token: VSCHAR.</param>
public sealed record AppGrant(long AppId, Secret AppToken) : Grant
{
    private protected override T Dispatch<T>(
        Func<AuthorizationCodeGrant, T> authorizationCode,
        Func<PasswordGrant, T> password,
        Func<AppGrant, T> app,
        Func<RefreshTokenGrant, T> refreshToken) => app(this);
}

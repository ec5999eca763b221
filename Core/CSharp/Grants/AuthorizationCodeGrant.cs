using System.Text;

namespace PodioOAuth.Functional;

/// <summary>The case of <see cref="Grant.AuthorizationCode"/>: <c>grant_type=authorization_code</c> (RFC 6749 §4.1.3, PODIO 2.3).</summary>
/// <param name="Code">The authorization code: VSCHAR (RFC 6749 A.11). Never sent twice (RFC 6749 §4.1.2).</param>
/// <param name="RedirectUri">The redirect URI of the authorize step, or null for none. A text, not a <see cref="Uri"/>, which would
/// rewrite it.</param>
public sealed record AuthorizationCodeGrant(Secret Code, string? RedirectUri = null) : Grant
{
    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append("Code = ").Append(Code).Append(", RedirectUri = ").Append(Printable.Escape(RedirectUri));
        return true;
    }

    private protected override T Dispatch<T>(
        Func<AuthorizationCodeGrant, T> authorizationCode,
        Func<PasswordGrant, T> password,
        Func<AppGrant, T> app,
        Func<RefreshTokenGrant, T> refreshToken) => authorizationCode(this);
}

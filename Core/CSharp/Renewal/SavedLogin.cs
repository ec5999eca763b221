using System.Text;
using LanguageExt;

namespace PodioOAuth.Functional;

// SavedLogin = Token × instant before its request was sent
// Validate : SavedLogin → Either<OAuthError, SavedLogin>      idempotent

/// <summary>A token and the instant from which its lifetime is counted: what is stored, restored, and moved between clients.</summary>
/// <remarks>Immutable, with value equality. It prints no secret. One that you create yourself may be invalid: <see cref="Validate"/>
/// returns a checked one.</remarks>
/// <param name="Token">The token.</param>
/// <param name="RequestedAt">The instant before the request was sent: a later one would overstate the remaining lifetime.</param>
public sealed record SavedLogin(Token Token, DateTimeOffset RequestedAt)
{
    /// <summary>The token.</summary>
    public Token Token { get; init => field = value ?? throw new ArgumentNullException(nameof(Token)); }
        = Token ?? throw new ArgumentNullException(nameof(Token));

    /// <summary>Returns the login as Podio could have sent it; otherwise, an <see cref="InvalidInputError"/> with every invalid field. Use
    /// it for logins that were kept elsewhere.</summary>
    /// <remarks>It applies the rules of <see cref="TokenReply.Parse"/>, and returns that method's results unchanged. The access token is
    /// required; it and the refresh token may contain only VSCHAR (RFC 6749 A.12, A.17); the type must be bearer. An empty type counts as
    /// bearer. A refresh token that is empty or over 16,384 characters, an unusable scope and an unusable reference count as none, and a
    /// lifetime is at most 100 years.</remarks>
    /// <param name="login">The login. A null login, or a null in its token, is reported as a field error or counts as empty.</param>
    public static Either<OAuthError, SavedLogin> Validate(SavedLogin? login) => login is null
        ? OAuthError.InvalidInput([FieldErrors.Absent(FieldNames.Login, isNull: true)])
        : TokenRules.Check(login.Token).Map(token => login with { Token = token });

    /// <summary>The instant at which the access token expires, or null if its lifetime is unknown. Saturates.</summary>
    public DateTimeOffset? ExpiresAt => Token.ExpiresAt(RequestedAt);

    /// <summary>Returns whether the access token is known to have expired. False if its lifetime is unknown (PODIO 7.11).</summary>
    public bool IsExpired(DateTimeOffset now) => Token.IsExpired(RequestedAt, now);

    /// <summary>Returns the login to continue with after a refresh: the renewed one, with whatever the refresh reply left out taken from
    /// this one.</summary>
    /// <param name="renewed">The login that the refresh returned.</param>
    public SavedLogin RenewedBy(SavedLogin renewed)
    {
        ArgumentNullException.ThrowIfNull(renewed);
        return renewed with { Token = Token.RenewedBy(renewed.Token) };
    }

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Token = ").Append(Token)
            .Append(", RequestedAt = ").Append(Instants.Print(RequestedAt))
            .Append(", ExpiresAt = ").Append(Instants.Print(ExpiresAt));
        return true;
    }
}

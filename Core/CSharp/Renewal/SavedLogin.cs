using System.Text;
using LanguageExt;

namespace PodioOAuth.Functional;

// SavedLogin = Token × instant before its request was sent
// Validate : SavedLogin → Either<OAuthError, SavedLogin>      idempotent

/// <summary>A token with the instant from which its life is counted: what is stored, restored, and moved from one client to
/// another.</summary>
/// <remarks>Immutable, with value equality. It prints no secret. One that was made by hand may be invalid: <see cref="Validate"/> gives a
/// checked one.</remarks>
/// <param name="Token">The token.</param>
/// <param name="RequestedAt">The instant before the request for it was sent: a later one would promise life that is not there.</param>
/// <exception cref="ArgumentNullException"><paramref name="Token"/> is null.</exception>
public sealed record SavedLogin(Token Token, DateTimeOffset RequestedAt)
{
    /// <summary>The token.</summary>
    public Token Token { get; init => field = value ?? throw new ArgumentNullException(nameof(Token)); }
        = Token ?? throw new ArgumentNullException(nameof(Token));

    /// <summary>The login as it would have come from Podio, else <see cref="InvalidInputError"/> with every field that could not have: for
    /// logins that were kept elsewhere.</summary>
    /// <remarks>It goes by the rules of <see cref="TokenReply.Parse"/>, and gives back unchanged what that gave. The access token has to be
    /// there; it and the refresh token may hold nothing outside VSCHAR (RFC 6749 A.12, A.17); the type has to be bearer. An empty type
    /// counts as bearer. An empty refresh token, an unusable scope and an unusable reference count as none, and a lifetime is at most 100
    /// years.</remarks>
    /// <param name="login">The login. Null, or null within its token, is a field error like any other, or counts as empty.</param>
    public static Either<OAuthError, SavedLogin> Validate(SavedLogin? login) => login is null
        ? OAuthError.InvalidInput([FieldErrors.Absent(FieldNames.Login, isNull: true)])
        : TokenRules.Check(login.Token).Map(token => login with { Token = token });

    /// <summary>The instant at which the access token expires, or null where its lifetime is unknown. Saturates.</summary>
    public DateTimeOffset? ExpiresAt => Token.ExpiresAt(RequestedAt);

    /// <summary>Whether the access token is known to have expired. False where its lifetime is unknown (PODIO 7.11).</summary>
    /// <param name="now">The instant of asking.</param>
    public bool IsExpired(DateTimeOffset now) => Token.IsExpired(RequestedAt, now);

    /// <summary>The login to go on with after a refresh: the renewed one, and from this one whatever the refresh reply left out.</summary>
    /// <param name="renewed">What the refresh gave.</param>
    /// <exception cref="ArgumentNullException"><paramref name="renewed"/> is null.</exception>
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

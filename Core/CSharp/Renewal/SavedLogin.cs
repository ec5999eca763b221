using System.Text;

namespace PodioOAuth.Functional;

// SavedLogin = Token × instant before its request was sent

/// <summary>A token with the instant from which its life is counted: what is stored, restored, and moved from one client to
/// another.</summary>
/// <remarks>Immutable, with value equality. It prints no secret.</remarks>
/// <param name="Token">The token.</param>
/// <param name="RequestedAt">The instant before the request for it was sent: a later one would promise life that is not there.</param>
public sealed record SavedLogin(Token Token, DateTimeOffset RequestedAt)
{
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

using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional.Serving;

/// <content>The authorize page.</content>
public sealed partial record PodioState
{
    /// <summary>Returns a state that decides what happens at <c>GET /oauth/authorize</c>. By default, the user with the lowest ID agrees,
    /// and a person who opens a server's authorize page in a browser is prompted.</summary>
    /// <param name="consent">The decision.</param>
    /// <exception cref="ArgumentException">The user is unknown.</exception>
    public PodioState WithConsent(Consent consent)
    {
        ArgumentNullException.ThrowIfNull(consent);
        return CanHappen(consent)
            ? this with { Consent = consent }
            : throw new ArgumentException("No such user is registered.", nameof(consent));
    }

    internal Consent? Consent { get; init; }

    /// <summary>Returns the consent, or that of the user with the lowest ID; null if there is no user, or the user who agrees no longer
    /// exists because the address now belongs to another.</summary>
    internal Consent? ConsentNow => Consent switch
    {
        { } said => CanHappen(said) ? said : null,
        null when Users.Count > 0 => Consent.Agree(Users.Values.Min(user => user.Id)),
        null => null,
    };

    private bool CanHappen(Consent consent) => consent.Match(agree: user => IsUser(user.UserId), deny: _ => true);
}

/// <summary>A user agrees.</summary>
/// <param name="UserId">The user ID.</param>
public sealed record AgreeConsent(long UserId) : Consent
{
    /// <inheritdoc/>
    protected override bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Append(CultureInfo.InvariantCulture, $"UserId = {UserId}");
        return true;
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Agree(this);
}

/// <summary>The user denies access.</summary>
public sealed record DenyConsent : Consent
{
    internal DenyConsent()
    {
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Deny(this);
}

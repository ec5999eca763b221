using System.Globalization;
using System.Text;

namespace PodioOAuth.Functional.Serving;

/// <content>The authorize page.</content>
public sealed partial record PodioState
{
    /// <summary>What happens at <c>GET /oauth/authorize</c> from now on. Until this is called the user with the lowest id agrees;
    /// and who comes to a server's page with a browser is asked.</summary>
    /// <param name="consent">Who agrees, or that nobody does.</param>
    /// <exception cref="ArgumentNullException"><paramref name="consent"/> is null.</exception>
    /// <exception cref="ArgumentException">The user is unknown.</exception>
    public PodioState WithConsent(Consent consent)
    {
        ArgumentNullException.ThrowIfNull(consent);
        return CanHappen(consent)
            ? this with { Consent = consent }
            : throw new ArgumentException("No such user is registered.", nameof(consent));
    }

    internal Consent? Consent { get; init; }

    /// <summary>The consent, or that of the user with the lowest id; null where there is no user, or the one who agrees is gone: another
    /// has the address by now.</summary>
    internal Consent? ConsentNow => Consent switch
    {
        { } said => CanHappen(said) ? said : null,
        null when Users.Count > 0 => Consent.Agree(Users.Values.Min(user => user.Id)),
        null => null,
    };

    private bool CanHappen(Consent consent) => consent.Match(agree: user => IsUser(user.UserId), deny: _ => true);
}

/// <summary>The case of <see cref="Consent.Agree"/>.</summary>
/// <param name="UserId">The user's id.</param>
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

/// <summary>The case of <see cref="Consent.Deny"/>.</summary>
public sealed record DenyConsent : Consent
{
    internal DenyConsent()
    {
    }

    private protected override T Dispatch<T>(in Cases<T> on) => on.Deny(this);
}

namespace PodioOAuth.Functional;

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
        if (consent is AgreeConsent { UserId: var userId })
        {
            CheckUser(userId, nameof(consent));
        }

        return this with { Consent = consent };
    }

    internal Consent? Consent { get; init; }

    /// <summary>The consent, or that of the user with the lowest id; null where there is no user, or the one who agrees is gone: another has
    /// the address by now.</summary>
    internal Consent? ConsentNow => Consent switch
    {
        AgreeConsent { UserId: var userId } when !IsUser(userId) => null,
        null when Users.Count > 0 => Consent.Agree(Users.Values.Min(user => user.Id)),
        var consent => consent,
    };
}

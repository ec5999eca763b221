namespace PodioOAuth.Functional;

// Consent = Agree (user id) | Deny

/// <summary>What the person before the browser does at Podio's authorize page. Closed and immutable, with value equality.</summary>
public abstract record Consent
{
    private protected Consent()
    {
    }

    /// <summary>The person denies.</summary>
    public static Consent Deny { get; } = new DenyConsent();

    /// <summary>The person is signed in as this user, and agrees to all that is asked for.</summary>
    /// <param name="userId">The user's id.</param>
    public static Consent Agree(long userId) => new AgreeConsent(userId);

    /// <summary>Runs the function of the case that this consent is. Complete: a new case would be a new parameter.</summary>
    public T Match<T>(Func<AgreeConsent, T> agree, Func<DenyConsent, T> deny) => Dispatch(agree, deny);

    private protected abstract T Dispatch<T>(Func<AgreeConsent, T> agree, Func<DenyConsent, T> deny);
}

/// <summary>The case of <see cref="Consent.Agree"/>.</summary>
/// <param name="UserId">The user's id.</param>
public sealed record AgreeConsent(long UserId) : Consent
{
    private protected override T Dispatch<T>(Func<AgreeConsent, T> agree, Func<DenyConsent, T> deny) => agree(this);
}

/// <summary>The case of <see cref="Consent.Deny"/>.</summary>
public sealed record DenyConsent : Consent
{
    internal DenyConsent()
    {
    }

    private protected override T Dispatch<T>(Func<AgreeConsent, T> agree, Func<DenyConsent, T> deny) => deny(this);
}
